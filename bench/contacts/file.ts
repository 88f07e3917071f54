import { closeSync, openSync, writeSync } from 'node:fs';
import { random, shuffled } from '../random.ts';

const FIRST = 'Ada Bo Cy Di Ed Flo Gus Hal Ida Jo Kim Lou Max Ned Ola Pia Quinn Rob Sue Tom'.split(' ');
const LAST = 'Anderson Brown Clark Davis Evans Foster Garcia Harris Johnson King Lewis Miller Nelson Owens'.split(' ');
const ZONES = ['America/New_York', 'America/Chicago', 'Europe/London', 'America/Los_Angeles'];
const PIECE = 10_000;

/** How a file is laid out: its heading, if it has one, and the line of a person. */
interface Layout {
  readonly heading: string;
  readonly line: (place: number, phone: string, email: string, first: string, last: string, zone: string) => string;
}

/** As people write them: what is known of somebody, and two columns that are for nobody. */
const PEOPLE: Layout = {
  heading: 'phone,email,first_name,last_name,time_zone,_source,_note\n',
  line: (_, phone, email, first, last, zone) =>
    `${phone},${email},${first},${last},${zone},spring fair,met at the stand\n`,
};

/** As the table has them, column for column, so that a shell can import them as they are. */
const TABLE: Layout = {
  heading: '',
  line: (place, phone, email, first, last, zone) =>
    `1,${place},${phone},${email},${email.toLowerCase()},${first},${last},${`${first} ${last}`.toLowerCase()},,,${zone},1,2,2\n`,
};

/** Writes the same contacts, in no order, as people write them and as the table has them. */
export function writeContacts(people: string, table: string, rows: number): void {
  for (const [path, { heading, line }] of [
    [people, PEOPLE],
    [table, TABLE],
  ] as const) {
    const { one } = random(rows);
    const order = shuffled(rows);
    const file = openSync(path, 'w');
    writeSync(file, heading);
    for (let from = 0; from < rows; from += PIECE) {
      let text = '';
      for (let i = from; i < Math.min(rows, from + PIECE); i++) {
        const person = order[i] ?? i;
        const first = one(FIRST);
        const last = `${one(LAST)}${person % 977}`;
        const email = `${first}.${last}.${person}@example.com`;
        text += line(i + 1, `+1${2_000_000_000 + person * 7}`, email, first, last, ZONES[person % 4] as string);
      }
      writeSync(file, text);
    }
    closeSync(file);
  }
}
