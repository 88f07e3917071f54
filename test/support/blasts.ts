import { acmeAtWork } from './companies.ts';
import type { Desk } from './desk.ts';

/** How a preview counts. */
export interface Counted {
  readonly candidates: number;
  readonly duplicates: number;
  readonly optedOut: number;
  readonly noConsent: number;
  readonly noNumber: number;
  readonly invalidNumber: number;
  readonly excluded: number;
  readonly noWindow: number;
  readonly recipients: number;
}

/** What a run tells of a blast. */
export interface Ran {
  readonly blasts: readonly {
    readonly name: string;
    readonly state: string;
    readonly reason: string | null;
    readonly outcomes: Readonly<Record<string, number>> | null;
  }[];
  readonly due: string | null;
}

/** A number of London, where it is noon by the clock of a desk. */
export const london = (i: number): string => `+44207946${String(i).padStart(4, '0')}`;

/** Acme with so many contacts in London, all tagged vip, and the draft of a blast to them. */
export async function blastTo(people: number, body = 'Hello', as = 'ada@acme.com'): Promise<Desk> {
  const place = await acmeAtWork();
  await place.ok('products activate blast');
  await place.ok(['contacts', 'add', ...Array.from({ length: people }, (_, i) => london(i)), '--tags', 'vip']);
  const words = ['--line', '+15550100', '--where', 'tag = vip', '--body', body, '--as', as];
  await place.ok(['blasts', 'create', 'spring', ...words]);
  return place;
}

/** Says on behalf of somebody that they opted out, or in. */
export const consents = (place: Desk, phone: string, state: 'opted-out' | 'opted-in', line = 1) =>
  place.store.meddle(
    `insert into consents (workspace_id, line_id, address, state, word, origin, at, since)
     values (1, ${line}, '${phone}', '${state}', 'STOP', 'message', 0, 1)`,
  );

/** What went wrong with a line: its exit code and error. */
export async function failure(place: Desk, line: string | readonly string[]) {
  const { wordsOf } = await import('./desk.ts');
  const { code, err } = await place.run([...(typeof line === 'string' ? wordsOf(line) : line), '--format', 'json']);
  if (code === 0) throw new Error(`${String(line)} went well`);
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; message: string; hint?: string } }).error };
}
