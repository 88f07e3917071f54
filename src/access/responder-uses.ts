import { conflict } from '../domain/errors.ts';
import { shellWord } from '../domain/shell-word.ts';
import { listed } from '../domain/words.ts';
import { respondersUsing, type Used } from '../store/responder-names.ts';
import type { Sight } from './operation.ts';

/** Refuses to take away a list, template or team that responders use, naming them. */
export async function refuseWhereAnswering(
  { connection, workspace }: Sight,
  used: Exclude<Used, 'member'>,
  { id, name }: { readonly id: number; readonly name: string },
): Promise<void> {
  const responders = await respondersUsing(connection, workspace.id, used, id);
  const [first] = responders;
  if (first === undefined) return;
  const shown = listed(responders.map((responder) => `"${responder}"`));
  const one = responders.length === 1;
  throw conflict(
    `${used}-in-use`,
    `the ${one ? 'responder' : 'responders'} ${shown} ${one ? 'uses' : 'use'} the ${used} "${name}"`,
    { hint: `edit it first: switchboard responders edit ${shellWord(first)}`, details: { responders } },
  );
}
