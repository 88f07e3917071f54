import { resolve } from 'node:path';
import { act } from '../../face.ts';
import { PRUNE, viewOf } from './shown.ts';

/** Tells what applying would do: it is done, and forgotten. */
export const plan = act({
  usage: 'plan <files...>',
  about: 'tell what applying a document would make, change and remove, and which rights are missing for it',
  examples: [
    ['switchboard seed plan acme.yaml', 'what would be done, who would gain and lose which actions'],
    [
      'switchboard seed plan acme.yaml --prune --out plan.json',
      'with what would be removed, kept to be applied just so',
    ],
    ['switchboard seed plan acme.yaml --exit-code', 'in a job: 0 where nothing is to be done, 1 where something is'],
  ],
  flags: [
    PRUNE,
    { flags: '--out <file>', about: 'keep the plan there: switchboard seed apply FILE does just that, or refuses' },
    { flags: '--exit-code', about: 'exit 1 where there is something to do' },
  ],
  notes: [
    'Every step is decided as the command that it is, for whoever acts. Where rights are missing for any of them, all of',
    'them are told, with the step and who could, and the exit code is 3.',
    'Under --prune a blast that has not gone out would be cancelled; conversations and consents, being history, stay.',
  ].join('\n'),
  asking: 'the plan itself tells every right that is missing: switchboard seed plan FILE',
  acts: async (given, around) => {
    const { planned } = await import('../../seed/planned.ts');
    const out = given.text('out');
    return planned(given.args, around, {
      prunes: given.flag('prune'),
      out: out === undefined ? undefined : resolve(around.cwd, out),
      tells: given.flag('exitCode'),
    });
  },
  show: (answer, _, isTerminal) => viewOf(answer, isTerminal),
  names: ({ steps }) => steps.map(({ kind, name }) => `${kind} ${name}`),
  isNo: ({ steps, unmet, tells }) => unmet.length > 0 || (tells && steps.length > 0),
});
