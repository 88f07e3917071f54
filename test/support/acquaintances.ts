import type { Desk } from './desk.ts';

/** A contact as it is laid into the store past the program, where a test is not about how it came there. */
export interface Acquaintance {
  readonly phone?: string;
  readonly email?: string;
  readonly first?: string;
  readonly last?: string;
  /** The user id of whom it is assigned to. */
  readonly assignee?: number;
}

const quoted = (text: string | undefined): string => (text === undefined ? 'null' : `'${text.replaceAll("'", "''")}'`);

/** Lays contacts into the first workspace of a store, numbered from `from` on. */
export async function acquainted(place: Desk, people: readonly Acquaintance[], from = 1): Promise<void> {
  const rows = people.map(({ phone, email, first, last, assignee }, i) => {
    const key = `${first ?? ''} ${last ?? ''}`.trim().toLowerCase();
    const texts = [phone, email, email?.toLowerCase(), first, last, key].map(quoted);
    return `(1, ${from + i}, ${texts.join(', ')}, ${assignee ?? 'null'}, 1, 1, 1)`;
  });
  const columns =
    'workspace_id, id, phone, email, email_key, first_name, last_name, name_key, assignee, version, made, changed';
  for (let at = 0; at < rows.length; at += 500) {
    await place.store.meddle(`insert into contacts (${columns}) values ${rows.slice(at, at + 500).join(', ')}`);
  }
}
