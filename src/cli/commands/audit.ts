// The ledger as people ask for it: long for its flags and columns, one face after the other.

import { plural } from '../../domain/words.ts';
import type { EntryAnswer } from '../../operations/audit/entry.ts';
import type { Cell, Row } from '../../render/view.ts';
import { checksTree } from '../checks.ts';
import { column, columns, face, type Given, type Noun, namesIn } from '../face.ts';

/** Why it was refused, or what came of it in numbers. */
const outcomeWords = ({ codes, counts }: EntryAnswer): string =>
  codes.length > 0 ? codes.join(', ') : countWords(counts);

const countWords = (counts: EntryAnswer['counts']): string =>
  Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');

async function* told(entries: Iterable<EntryAnswer> | AsyncIterable<EntryAnswer>): AsyncGenerator<Row> {
  for await (const entry of entries) {
    const actor = entry.impersonator === null ? entry.actor : `${entry.actor} (${entry.impersonator})`;
    yield { ...entry, actor, summary: outcomeWords(entry) };
  }
}

const numberOf = (given: Given): number => {
  const typed = given.args[0] as string;
  return /^\d{1,15}$/.test(typed) ? Number(typed) : Number.NaN;
};

const list = face({
  usage: 'list',
  about: 'list the entries of the ledger, newest first',
  examples: [
    ['switchboard audit list --limit 20', 'what happened last'],
    ['switchboard audit list --outcome refused --since 2026-11-01', 'who was refused what this month'],
    ['switchboard audit list --actor bo@acme.com --operation users', 'what bo did to users'],
  ],
  flags: [
    { flags: '--actor <email>', about: 'only what this user did' },
    { flags: '--operation <operation>', about: 'only this operation, or those of this noun: "users invite", users' },
    { flags: '--outcome <outcome>', about: 'only done or refused ones' },
    { flags: '--since <time>', about: 'only from this date or time on' },
    { flags: '--until <time>', about: 'only before this date or time' },
    { flags: '--limit <n>', about: 'at most so many; 0, the default, lists all' },
    { flags: '--after <number>', about: 'begin after the page that said this as "next"' },
  ],
  operation: async () => (await import('../../operations/audit/list.ts')).listEntries,
  gather: (given) => ({
    actor: given.text('actor'),
    operation: given.text('operation'),
    outcome: given.text('outcome') as 'done',
    since: given.text('since'),
    until: given.text('until'),
    limit: given.number('limit') ?? 0,
    after: given.number('after'),
  }),
  show: (answer) => ({
    columns: columns<EntryAnswer & { summary: string }>(
      column('number', { kind: 'number' }),
      column('at', { kind: 'time' }),
      'actor',
      'operation',
      'outcome',
      'summary',
    ),
    rows: told(answer.entries),
    empty: 'no entries match',
    notes: answer.next === null ? [] : [`more: --after ${answer.next}`],
  }),
  names: (answer) => namesIn<EntryAnswer>(answer.entries, ({ number }) => String(number)),
});

const show = face({
  usage: 'show <number>',
  about: 'show one entry whole, with what it began and ended',
  examples: [
    ['switchboard audit show 12', 'who, when, with which input, and what came of it'],
    ['switchboard audit show 12 --format json', 'the same for a script'],
  ],
  operation: async () => (await import('../../operations/audit/show.ts')).showEntry,
  gather: (given) => ({ number: numberOf(given) }),
  show: ({ facts, told, counts, input, ...entry }) => {
    const all = facts.reduce((sum, { began, ended }) => sum + began + ended, 0);
    const record: Readonly<Record<string, Cell>> = {
      ...entry,
      input: typeof input === 'string' ? input : JSON.stringify(input),
      counts: countWords(counts),
      facts: facts.map(({ fact, began, ended }) => `${fact}: ${factWords(began, ended)}`),
    };
    return {
      record,
      columns: columns<typeof entry & { input: string; counts: string; facts: string }>(
        'number',
        column('at', { kind: 'time' }),
        'operation',
        'actor',
        'impersonator',
        'vouched',
        'osUser',
        'host',
        'outcome',
        'codes',
        'counts',
        'input',
        'facts',
        'digest',
        'previous',
        'hash',
        column('operationId', { title: 'operation id' }),
      ),
      notes: [
        ...told.map(({ did, fact, says }) => `${did} ${fact} ${says}`),
        ...(all > told.length ? [`and ${plural(all - told.length, 'more fact')}`] : []),
      ],
    };
  },
});

const factWords = (began: number, ended: number): string =>
  [began > 0 ? `${began} began` : '', ended > 0 ? `${ended} ended` : ''].filter((words) => words !== '').join(', ');

const export_ = face({
  usage: 'export',
  about: 'print the ledger with everything its entries hold, oldest first',
  examples: [
    ['switchboard audit export > ledger.jsonl', 'one entry a line'],
    ['switchboard audit export --after 1200 >> ledger.jsonl', 'only what was added since entry 1200'],
  ],
  flags: [{ flags: '--after <number>', about: 'only the entries after this one' }],
  format: 'jsonl',
  operation: async () => (await import('../../operations/audit/export.ts')).exportEntries,
  gather: (given) => ({ after: given.number('after') }),
  show: (answer) => ({
    columns: columns<EntryAnswer & { summary: string }>(
      column('number', { kind: 'number' }),
      column('at', { kind: 'time' }),
      'actor',
      'operation',
      'outcome',
      'summary',
      ...(['impersonator', 'vouched', 'osUser', 'host', 'input', 'digest', 'previous', 'hash'] as never[]),
    ),
    rows: told(answer.entries),
  }),
});

const verify = face({
  usage: 'verify',
  about: 'check that the ledger is what it was: nothing changed, taken out, put in, moved or cut off',
  examples: [
    ['switchboard audit verify', 'exit 0 where it holds, 1 where it does not, with the first entry that does not fit'],
    ['switchboard audit verify --expect "$(cat anchor.txt)"', 'also against a line that was kept elsewhere'],
  ],
  flags: [{ flags: '--expect <line>', about: 'a line of "switchboard audit anchor" that must still be true' }],
  notes: 'It checks one workspace. All of them, and the file itself: switchboard db check',
  operation: async () => (await import('../../operations/audit/verify.ts')).verifyLedger,
  gather: (given) => ({ expect: given.text('expect') }),
  show: ({ workspace, holds, entries, checks }) => ({
    tree: checksTree(
      holds,
      holds
        ? `the ledger of ${workspace} holds, ${plural(entries, 'entry')}`
        : `the ledger of ${workspace} does not hold`,
      checks,
    ),
  }),
  isNo: ({ holds }) => !holds,
});

const anchor = face({
  usage: 'anchor',
  about: 'print a line that says where the ledger stands, to be kept elsewhere',
  examples: [
    ['switchboard audit anchor > anchor.txt', 'keep it where whoever can write the database cannot'],
    ['switchboard audit anchor | mail -s anchor auditor@acme.com', 'or have it kept by somebody else'],
  ],
  notes: 'Later: switchboard audit verify --expect LINE',
  operation: async () => (await import('../../operations/audit/anchor.ts')).anchorLedger,
  gather: () => ({}),
  show: (answer) => ({ lines: [answer.anchor] }),
  names: (answer) => [answer.anchor],
});

const acceptRollback = face({
  usage: 'accept-rollback',
  about: 'say that a ledger which went back did so rightly, after a restore by hand for instance',
  examples: [
    ['switchboard audit accept-rollback', 'its head is remembered anew, and an entry says who agreed'],
    ['switchboard audit accept-rollback --dry-run', 'only say what would be agreed to'],
  ],
  operation: async () => (await import('../../operations/audit/accept-rollback.ts')).acceptRollback,
  gather: () => ({}),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'workspace',
      'entry',
      column('remembered', { title: 'was at entry' }),
      column('found', { title: 'went back to' }),
      'state',
    ),
  }),
  names: ({ entry }) => [String(entry)],
});

/** The ledger. */
export const audit: Noun = {
  name: 'audit',
  about: 'the ledger: read it, check it, keep its head elsewhere, export it',
  faces: [list, show, verify, anchor, export_, acceptRollback],
};
