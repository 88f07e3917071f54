import { closeSync, openSync, writeSync } from 'node:fs';
import { LINES } from '../product.ts';
import { random, shuffled } from '../random.ts';

/** What a roster is like: people come in no order, as they do in real life, unless it is `sorted`. */
export interface Kind {
  readonly rows: number;
  readonly sorted?: boolean;
  /** How many rows in a hundred have something wrong with them. */
  readonly faulty?: number;
}

const PIECE = 10_000;

/** What goes wrong in a row: a cell, and what it says instead. */
const SLIPS: readonly (readonly [cell: number, says: string])[] = [
  [0, ''],
  [0, 'nobody'],
  [2, 'standart'],
  [3, '+15559999999'],
  [4, 'conversation'],
];

/** Writes a roster: each of its people gets 3 of the 20 lines and 2 products. */
export function writeRoster(path: string, { rows, sorted = false, faulty = 0 }: Kind): void {
  const { chance, one, some } = random(rows);
  const order = sorted ? undefined : shuffled(rows);
  const file = openSync(path, 'w');
  writeSync(file, 'email,name,role,lines,products\n');
  for (let from = 0; from < rows; from += PIECE) {
    let text = '';
    for (let i = from; i < Math.min(rows, from + PIECE); i++) {
      const person = order?.[i] ?? i;
      const email = `user${String(person).padStart(7, '0')}@example.com`;
      const cells = [email, `User ${person}`, 'standard', some(LINES, 3).join(';'), 'conversations;blast'];
      if (chance(faulty)) {
        const [cell, says] = one(SLIPS);
        cells[cell] = says;
      }
      text += `${cells.join()}\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);
}
