import { conflict, invalid } from '../../domain/errors.ts';
import { choiceKey, fieldChoice, fieldChoices } from '../../domain/field-definition.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { nearest, plural } from '../../domain/words.ts';

/** Pairs of choices, old and new, as they were typed: `gold=platinum`. */
export function readReplacements(typed: readonly string[]): ReadonlyMap<string, string> {
  const pairs = typed.map((pair) => {
    const parts = pair.split('=');
    if (parts.length !== 2) {
      throw invalid('usage', `"${pair}" does not say what replaces what`, { hint: 'write --replace old=new' });
    }
    return [choiceKey(parts[0] as string), fieldChoice(parts[1] as string)] as const;
  });
  return new Map(pairs);
}

/** The choices that a field will have, and which of the present values become which: a new spelling too. */
export function replacing(
  present: readonly string[],
  wanted: readonly string[] | undefined,
  replacements: ReadonlyMap<string, string>,
): { readonly choices: readonly string[]; readonly others: ReadonlyMap<string, string> } {
  const spelt = (choice: string, among: readonly string[]) =>
    among.find((other) => choiceKey(other) === choiceKey(choice));
  const unknown = [...replacements.keys()].find((old) => spelt(old, present) === undefined);
  if (unknown !== undefined) {
    const near = nearest(unknown, present);
    throw invalid('unknown-choice', `there is no choice "${unknown}" to be replaced`, {
      hint: near ? `did you mean "${near}"?` : `they are ${present.join(', ')}`,
    });
  }
  const becomes = (choice: string) => replacements.get(choiceKey(choice)) ?? choice;
  const renamed = present.map(becomes);
  const choices = fieldChoices(
    wanted ?? renamed.filter((choice, i) => renamed.findIndex((o) => choiceKey(o) === choiceKey(choice)) === i),
  );
  const others = new Map<string, string>();
  for (const choice of present) {
    const next = spelt(becomes(choice), choices);
    if (next === undefined && replacements.has(choiceKey(choice))) {
      throw invalid('unknown-choice', `"${becomes(choice)}" is not among the choices`, {
        hint: `add it to --choices: ${[...choices, becomes(choice)].join(',')}`,
      });
    }
    if (next !== undefined && next !== choice) others.set(choice, next);
  }
  return { choices, others };
}

/** Refuses to drop choices that contacts have. */
export function unused(
  field: string,
  dropped: readonly string[],
  counts: readonly { readonly value: string; readonly contacts: number }[],
): void {
  const used = counts.filter(({ value }) => dropped.includes(value));
  const [first] = used;
  if (first === undefined) return;
  const told = used.map(
    ({ value, contacts }) => `${plural(contacts, 'contact')} ${contacts === 1 ? 'has' : 'have'} "${value}"`,
  );
  throw conflict('choice-in-use', `${told.join(', ')}: a choice in use is not dropped`, {
    hint: `say what they get instead: switchboard fields edit ${shellWord(field)} --replace ${shellWord(`${first.value}=OTHER`)}`,
    details: { choices: used },
  });
}
