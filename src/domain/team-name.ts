import { conflict, type Failure, invalid } from './errors.ts';
import { shellWord } from './shell-word.ts';
import { problemOf } from './text.ts';

const LONGEST = 80;

/** A team's name as it is kept: one line of text without what parts words in lists. */
export function teamName(typed: string): string {
  const name = typed.trim().normalize('NFC');
  const parting = /[,;|]/.test(name) ? 'it holds a , ; or |' : undefined;
  const problem = name === '' ? 'it is empty' : (problemOf(name, { max: LONGEST }) ?? parting);
  if (problem === undefined) return name;
  throw invalid('bad-name', `that is no name for a team: ${problem.replaceAll('-', ' ')}`, {
    hint: `write 1 to ${LONGEST} characters, without , ; and |, which part names in lists`,
  });
}

/** What a team is for, in one line of text; an empty one is none. */
export function teamAbout(typed: string): string | null {
  const about = typed.trim();
  if (about === '') return null;
  const problem = problemOf(about, { max: 200 });
  if (problem === undefined) return about;
  throw invalid('bad-about', `that does not say what a team is for: ${problem.replaceAll('-', ' ')}`, {
    hint: 'write one line of at most 200 characters',
  });
}

/** A team by name. */
export interface NamedTeam {
  readonly id: number;
  readonly name: string;
}

/** A name as it is compared: two that differ only in case are one. */
export const teamKey = (name: string): string => name.trim().normalize('NFKC').toLowerCase();

/** What stands against a team being called so among the others of its workspace, or nothing. */
export function teamClash(name: string, own: number | null, others: readonly NamedTeam[]): Failure | undefined {
  const taken = others.find((other) => other.id !== own && teamKey(other.name) === teamKey(name));
  if (taken === undefined) return undefined;
  return conflict('team-exists', `there is a team "${taken.name}" already`, {
    hint: `choose another name, or see it: switchboard teams show ${shellWord(taken.name)}`,
  });
}
