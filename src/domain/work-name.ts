import { foldedName } from './contact-name.ts';
import { conflict, type Failure, invalid } from './errors.ts';
import { shellWord } from './shell-word.ts';
import { problemOf } from './text.ts';

const LONGEST = 80;

/** The name of a list, a template or the like as it is kept: one line of text without what parts names in lists. */
export function workName(typed: string): string {
  const name = typed.trim().normalize('NFC');
  const problem =
    (name === '' ? 'it is empty' : problemOf(name, { max: LONGEST })) ??
    (/[,;|]/.test(name) ? 'it holds a , ; or |' : undefined);
  if (problem === undefined) return name;
  throw invalid('bad-name', `that is no name: ${problem.replaceAll('-', ' ')}`, {
    hint: `write 1 to ${LONGEST} characters, without , ; and |, which part names in lists`,
  });
}

/** The one that a name means: the one that is written so, else the one that is taken for it. */
export function namedSo<T extends { readonly name: string }>(rows: readonly T[], name: string): T | undefined {
  const folded = foldedName(name);
  return rows.find((row) => row.name === name) ?? rows.find((row) => foldedName(row.name) === folded);
}

/** What stands against a name: another one of its kind that is taken for it. */
export function nameTaken(
  noun: string,
  { id, name }: { readonly id: number; readonly name: string },
  others: readonly { readonly id: number; readonly name: string }[],
): Failure | undefined {
  const clash = namedSo(
    others.filter((other) => other.id !== id),
    name,
  );
  if (clash === undefined) return undefined;
  return conflict(`${noun}-exists`, `there is a ${noun} "${clash.name}" already`, {
    hint: `choose another name, or see it: switchboard ${noun}s show ${shellWord(clash.name)}`,
  });
}
