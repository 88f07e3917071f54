import { MANY_FLAGS, MANY_FORESEEN, MANY_NOTES, manyView, ranAs, togetherOf } from '../../batch/flags.ts';
import { act } from '../../face.ts';

/** Runs many commands. */
export const run = act({
  usage: 'run <file>',
  about: 'run many commands in one process: one a line, as typed at a shell or as JSON; - reads standard input',
  examples: [
    ['switchboard batch run monday.txt', 'one after the other; the first that fails ends it'],
    ['switchboard batch run monday.txt --atomic', 'all of them, or nothing'],
    ['switchboard batch run - --keep-going --journal done.jsonl', 'from a pipe, with what became of each'],
  ],
  flags: MANY_FLAGS,
  notes: `Quotes, backslashes and # are understood as in a shell, and none is started: nothing is replaced in a line.\nA JSON line has what an operation takes (switchboard help schema), and needs no --confirm.\n${MANY_NOTES}`,
  asking: 'switchboard batch run FILE --dry-run tells what each would come to',
  acts: async (given, around, rehearsal) => {
    const together = togetherOf(given, rehearsal);
    const { readScript } = await import('../../batch/script.ts');
    const lines = await readScript(given.args[0] as string, around, together);
    return ranAs(given, around, lines, together);
  },
  foreseen: MANY_FORESEEN,
  show: manyView,
  comesTo: ({ outcome }) => outcome(),
});
