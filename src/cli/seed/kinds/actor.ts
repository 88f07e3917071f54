import type { Site } from '../site.ts';

/** Who acts, also where a server says so. */
export async function actorOf({ hand }: Site): Promise<string> {
  if (hand.actor !== null) return hand.actor;
  const { whoami } = await import('../../../operations/whoami.ts');
  return hand.ask(whoami, {}, ({ user }) => user);
}
