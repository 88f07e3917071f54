import type { Action } from './actions.ts';
import type { Ask, Asks, Sight } from './operation.ts';
import { type ActedUpon, membersNamed } from './people.ts';

/** One question for each of these members. */
export async function ofEachMember<N extends Action>(
  sight: Sight,
  emails: readonly string[],
  ask: (member: ActedUpon) => Ask<N>,
): Promise<Asks<N>> {
  const [first, ...more] = (await membersNamed(sight, emails)).map(ask);
  if (first === undefined) throw new Error('a question about nobody');
  return [first, ...more];
}
