// Acting as somebody else, where the store knows who really is there: looked at with the other's rights, written with
// the rights of both, and never for what only a person themself may do.
import { type Failure, refused } from '../domain/errors.ts';
import { codeOf, type Decision, decide } from './decide.ts';
import { personOf } from './people.ts';
import { on } from './resource.ts';
import type { Scene } from './scene.ts';
import { verdictSentence } from './sentences.ts';

/** Why somebody may not act as another: the codes for the ledger, the failure for them, the decision if there was one. */
export interface Barred {
  readonly codes: readonly string[];
  readonly failure: Failure;
  readonly decision?: Decision;
}

/** The code of what is never done as somebody else. */
const NEVER = 'impersonation.never';

/** That nobody does something as somebody else. */
export const neverAs = (email: string, name: string): Failure =>
  refused(NEVER, `${name} is refused: nobody does that as somebody else`, {
    hint: `run it as yourself, without --as ${email}`,
  });

/**
 * Whether whoever is behind the acting user may act as them, for an operation that is or is not only a person's own.
 * Nothing stands in the way of those who act as themselves.
 */
export function barred(
  { actor, behind }: Scene,
  { name, isOwn }: { readonly name: string; readonly isOwn: boolean },
): Barred | undefined {
  if (behind === undefined) return undefined;
  if (isOwn) {
    return { codes: [NEVER], failure: neverAs(actor.email, name) };
  }
  const decision = decide(behind, 'access.impersonate', on({ person: personOf(actor) }));
  if (decision.allowed) return undefined;
  const code = codeOf(decision);
  const failure = refused(code, `acting as ${actor.email} is refused: ${verdictSentence(decision)}`, {
    hint: 'it takes access.impersonate, and a role above theirs in the same workspace',
  });
  return { codes: [code], failure, decision };
}
