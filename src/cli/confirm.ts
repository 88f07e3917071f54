import { cancelled, invalid } from '../domain/errors.ts';
import { shellWord } from '../domain/shell-word.ts';
import type { Flag, Given } from './face.ts';
import type { Surroundings } from './surroundings.ts';

/** The flag that a dangerous command takes for scripts. */
export const confirmFlag = (what: string): Flag => ({
  flags: '--confirm <name>',
  about: `the ${what} once more, to say that it is meant; a terminal asks for it`,
});

/**
 * Sees to it that a dangerous act on something of this name is meant: the name is typed once more, at a terminal or with
 * `--confirm`. Rehearsals and questions (`--dry-run`, `--can-i`, `--explain`) change nothing and need no confirmation.
 */
export async function confirmed(given: Given, around: Surroundings, name: string): Promise<void> {
  const typed = given.text('confirm');
  if (typed !== undefined) {
    if (typed.trim() === name.trim()) return;
    throw invalid('not-confirmed', `--confirm says "${typed}", and the command is about "${name}"`, {
      hint: 'nothing was changed; both must be the same',
    });
  }
  if (['dryRun', 'canI', 'explain'].some((name) => given.flag(name))) return;
  if (!around.asks) {
    throw invalid('not-confirmed', `"${name}" must be named once more, and nobody is there to be asked`, {
      hint: `say that it is meant with --confirm ${shellWord(name)}, or look first with --dry-run`,
    });
  }
  const { ask } = await import('./ask.ts');
  const fault = (answer: string) => (answer.trim() === name.trim() ? undefined : `type ${name}, or press Ctrl-C`);
  await ask(around, `Type ${name} to go on:`, fault);
}

/** Sees to it that a yes is meant: typed at a terminal, or said with `--yes`. `question` is what it would do, without a mark. */
export async function agreed(given: Given, around: Surroundings, question: string): Promise<void> {
  if (given.flag('yes')) return;
  if (!around.asks) {
    throw invalid('not-confirmed', `${question}, and nobody is there to be asked`, {
      hint: 'say that it is meant with --yes',
    });
  }
  const { ask } = await import('./ask.ts');
  const answer = await ask(around, `${question}: go on? (yes/no)`, (typed) =>
    /^(y|yes|n|no)$/i.test(typed.trim()) ? undefined : 'type yes or no',
  );
  if (!/^y/i.test(answer.trim())) throw cancelled('not-confirmed', 'not done: nothing was changed');
}
