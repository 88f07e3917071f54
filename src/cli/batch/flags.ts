import { invalid } from '../../domain/errors.ts';
import { plural } from '../../domain/words.ts';
import type { Row, View } from '../../render/view.ts';
import { column, columns, type Flag, type Given } from '../face.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Line, Together } from './line.ts';
import { type Many, ranMany } from './many.ts';
import type { Ran } from './stage.ts';

/** What every command takes that is many. */
export const MANY_FLAGS: readonly Flag[] = [
  { flags: '--atomic', about: 'all of them in one transaction: one that fails has nothing done' },
  { flags: '--keep-going', about: 'go on after a command that failed; the exit code is 5 then' },
  { flags: '--only-failed', about: 'show only what failed' },
  { flags: '--journal <file>', about: 'write what became of each there, as JSON lines, in place of the table' },
];

/** What is said of them in the help. */
export const MANY_NOTES = [
  'All lines are read before the first is run: where some are no commands, the first twenty are named (all of them with',
  '--format json), and nothing is run.',
  'Without --atomic each command is done by itself, and the first that fails ends it; a question answered with no fails too.',
  'With --dry-run all are done in one transaction, which is taken back. With --operation-id each line has an id of its own,',
  'the one given with its number: what was done is not done again.',
  'A line may have options of every command, as --as and --workspace, but not --db. What looks after the database, asks',
  'questions, reads standard input or is many commands itself is refused.',
].join('\n');

/** How far many commands go, by what was typed. */
export function togetherOf(given: Given, rehearsal: boolean): Together {
  if (given.flag('atomic') && given.flag('keepGoing')) {
    throw invalid('usage', 'choose one of --atomic and --keep-going: with --atomic one that fails ends all');
  }
  return rehearsal ? 'rehearsal' : given.flag('atomic') ? 'atomic' : 'each';
}

/** Runs commands as the flags say. */
export async function ranAs(
  given: Given,
  around: Surroundings,
  lines: readonly Line[],
  together: Together,
): Promise<Many> {
  const journal = given.text('journal');
  const source = given.args[0] as string;
  const opened =
    journal === undefined
      ? undefined
      : await (await import('./journal.ts')).openJournal(journal, source, given, around);
  try {
    return await ranMany(lines, around, together, given.flag('keepGoing'), opened);
  } finally {
    opened?.end();
  }
}

/** What many commands may come to. */
export const MANY_FORESEEN: Many = {
  commands: 1,
  done: 1,
  failed: 0,
  left: 0,
  kept: true,
  rows: [{ line: 1, command: '', exit: 0, entry: null, code: null, message: null }],
  outcome: () => 'yes',
};

/** A row for each command, and below what they came to. */
export function manyView({ rows, commands, done, failed, left, kept }: Many, given: Given): View {
  const shown = given.flag('onlyFailed') ? rows.filter(({ exit }) => exit !== 0) : rows;
  const counted = `${plural(commands, 'command')}: ${done} done, ${failed} failed, ${left} not run`;
  return {
    columns: columns<Ran>(
      column('line', { kind: 'number' }),
      'command',
      column('exit', { kind: 'number' }),
      column('entry', { kind: 'number' }),
      'message',
    ),
    rows: given.text('journal') === undefined ? (shown as readonly (Ran & Row)[]) : [],
    notes: [kept || given.flag('dryRun') ? counted : `${counted}; nothing was changed`],
    reports: true,
  };
}
