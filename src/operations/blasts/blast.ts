import type { Action } from '../../access/actions.ts';
import { blastInSight } from '../../access/blasts.ts';
import type { Reading } from '../../access/operation.ts';
import { type BlastState, isOver } from '../../domain/blast.ts';
import { conflict, type Failure } from '../../domain/errors.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { type BlastDetail, blastsQuery } from '../../store/blasts.ts';

/** The blast of that name with all that is known of it, once the gate has let it through. */
export async function blastMeant(pass: Reading, needs: Action, name: string): Promise<BlastDetail> {
  const { id } = await blastInSight(pass, needs, name);
  // Whether it is reached the gate has said: nothing more narrows it.
  return blastsQuery(pass.db, pass.workspace.id, null, { id }).executeTakeFirstOrThrow();
}

/** What is done with a blast next, by the state it is in. */
export function nextStep({ name, state }: Pick<BlastDetail, 'name' | 'state'>): string {
  const said = shellWord(name);
  const steps: Partial<Record<BlastState, string>> = {
    draft: `look at it, then send it: switchboard blasts preview ${said}; switchboard blasts send ${said}`,
    pending: `somebody else approves it: switchboard blasts approve ${said}`,
    approved: `send it: switchboard blasts send ${said}`,
    rejected: `rewrite it: switchboard blasts edit ${said}`,
    scheduled: `hand it over when it is due: switchboard blasts run ${said}`,
    sending: `hand over what is due: switchboard blasts run ${said}`,
    paused: `go on with it: switchboard blasts send ${said}; or end it: switchboard blasts cancel ${said}`,
  };
  return steps[state as BlastState] ?? 'nothing: it has come to its end';
}

/** Why a blast cannot be treated so in the state it is in, and what to do instead. */
export const wrongState = (blast: Pick<BlastDetail, 'name' | 'state'>, what: string): Failure =>
  conflict('wrong-state', `"${blast.name}" is ${blast.state}, and cannot be ${what}`, {
    hint: isOver(blast.state)
      ? 'it has come to its end: make another with switchboard blasts create'
      : blast.state === 'sending'
        ? `stop it first: switchboard blasts pause ${shellWord(blast.name)}`
        : `what is next: ${nextStep(blast)}`,
    details: { state: blast.state },
  });
