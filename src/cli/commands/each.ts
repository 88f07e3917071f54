import { MANY_FLAGS, MANY_FORESEEN, MANY_NOTES, manyView, ranAs, togetherOf } from '../batch/flags.ts';
import { act } from '../face.ts';

/** Runs a command for each row of a file. */
export const each = act({
  usage: 'each <file>',
  behind: '<command> [args...]',
  about: 'run a command for each row of a CSV file: {column} stands for what is in the row',
  examples: [
    ['switchboard each people.csv -- users set-role {email} {role}', 'one row, one command'],
    [
      'switchboard each people.csv --atomic -- users invite {email} --role "{role|standard}"',
      'all rows or none; a role for those without',
    ],
  ],
  flags: MANY_FLAGS,
  notes: [
    '{column|default} says what stands there where the cell is empty; {column|} that nothing does. {{ is a brace.',
    'What is in a cell is always one word, and never an option or a command: it is put in its place after the command was',
    'understood.',
    MANY_NOTES,
  ].join('\n'),
  asking: 'switchboard each FILE --dry-run -- … tells what each would come to',
  acts: async (given, around, rehearsal) => {
    const together = togetherOf(given, rehearsal);
    const { readRows } = await import('../batch/sheet.ts');
    const lines = await readRows(given, around, together);
    return ranAs(given, around, lines, together);
  },
  foreseen: MANY_FORESEEN,
  show: manyView,
  comesTo: ({ outcome }) => outcome(),
});
