import type { ContactTold } from '../../../operations/contacts/told.ts';
import { column, columns, face, type Given, namesIn } from '../../face.ts';
import { clausesOf, NARROWING } from '../../narrowing.ts';

/** What every row has, and what is shown of it where no fields were chosen. */
const KNOWN = ['phone', 'email', 'name', 'first_name', 'last_name', 'assignee', 'team', 'time_zone'] as const;
const SHOWN = ['phone', 'email', 'name', 'assignee', 'team'] as const;

/** The fields that were chosen beside what every row has. */
const besideOf = (given: Given): string[] =>
  (given.text('fields') === undefined ? [] : (given.list('fields') ?? [])).filter(
    (field) => !(KNOWN as readonly string[]).includes(field),
  );

const narrowing = (given: Given) => ({ where: clausesOf(given), search: given.text('search') });

/** Tells how many there are instead. */
const counting = face({
  usage: 'list',
  about: 'count the contacts that you reach',
  examples: [['switchboard contacts list --count', 'how many there are']],
  operation: async () => (await import('../../../operations/contacts/count.ts')).countOfContacts,
  gather: narrowing,
  show: (answer) => ({ record: answer, columns: [column('contacts', { kind: 'number' })] }),
  names: ({ contacts }) => [String(contacts)],
});

/** Lists contacts. */
export const list = face({
  usage: 'list',
  about: 'list the contacts that you reach, narrowed, searched and sorted',
  examples: [
    ['switchboard contacts list --where "city = Boston" --where "plan in gold,silver"', 'both hold'],
    ['switchboard contacts list --search mar --fields phone,name,city,tags', 'a beginning; chosen columns'],
    ['switchboard contacts list --tag vip --unassigned --count', 'only how many'],
  ],
  flags: [
    ...NARROWING,
    { flags: '--search <text>', about: 'only those whose number, e-mail address or name (first, last) begins so' },
    { flags: '--sort <field>', about: 'name (the default), phone, email or added' },
    { flags: '--limit <n>', about: 'at most so many (100); 0 lists all' },
    { flags: '--after <cursor>', about: 'go on after the page that said this as "next"' },
    { flags: '--count', about: 'only say how many there are' },
  ],
  notes:
    '--fields takes custom fields too, and tags, lists, added, added_by, changed, changed_by. On filters: switchboard help filters',
  instead: (given) => (given.flag('count') ? counting : undefined),
  operation: async () => (await import('../../../operations/contacts/list.ts')).listContacts,
  gather: (given) => ({
    ...narrowing(given),
    sort: given.text('sort') as 'name' | undefined,
    limit: given.number('limit') ?? 100,
    after: given.text('after'),
    beside: besideOf(given),
  }),
  show: (answer, given) => {
    const beside = besideOf(given);
    const chosen = given.text('fields') === undefined ? SHOWN : KNOWN;
    return {
      columns: [
        ...columns<ContactTold>(...chosen),
        ...beside.map((key) => ({ key, ...((key === 'added' || key === 'changed') && { kind: 'time' as const }) })),
      ],
      rows: answer.contacts,
      empty: 'no contacts match',
      notes: answer.next === null ? [] : [`more: --after ${answer.next}`],
    };
  },
  names: ({ contacts }) => namesIn<ContactTold>(contacts, ({ phone, email }) => phone ?? email ?? ''),
});
