import type { Deed } from '../domain/answer.ts';
import type { Connection } from './connection.ts';
import { idsOf } from './ids.ts';

/**
 * What a responder does as it is kept: what has a name of its own is kept by number, so that it may be renamed. Written
 * without blanks and in this order of keys, so that those who use something are found by their text.
 */
export type KeptDeed =
  | { readonly does: 'consent'; readonly state: 'opted-in' | 'opted-out' }
  | { readonly does: 'tag'; readonly name: string }
  | { [U in Used]: { readonly does: U; readonly id: number } }[Used];

/** What responders use, and cannot lose unnoticed. */
export type Used = 'template' | 'list' | 'team' | 'member';

/** Something that a responder uses, as it is now; `body` is a template's, `isFit` whether it can still be used. */
interface Named {
  readonly used: Used;
  readonly id: number;
  readonly name: string;
  readonly body: string | null;
  readonly is_fit: number;
}

/** Looks up what deeds name. */
export type Names = (used: Used, id: number) => Named | undefined;

/** What these deeds name, in one statement. */
export async function namesOf(
  { all, dialect }: Connection,
  workspaceId: number,
  deeds: readonly KeptDeed[],
): Promise<Names> {
  const ids = (used: Used) => JSON.stringify(deeds.flatMap((deed) => (deed.does === used ? [String(deed.id)] : [])));
  const rows = await all<Named>(
    `select 'template' as used, t.id, t.name, t.body, 1 as is_fit from templates t
       where t.workspace_id = $1 and t.id in ${idsOf(dialect, '$2')}
     union all select 'list', l.id, l.name, null, case when l.filter is null then 1 else 0 end from lists l
       where l.workspace_id = $1 and l.id in ${idsOf(dialect, '$3')}
     union all select 'team', t.id, t.name, null, case when t.removed is null then 1 else 0 end from teams t
       where t.workspace_id = $1 and t.id in ${idsOf(dialect, '$4')}
     union all select 'member', u.id, u.email, null, case when m.status = 'active' then 1 else 0 end
       from users u left join memberships m on m.workspace_id = $1 and m.user_id = u.id and m.until is null
       where u.id in ${idsOf(dialect, '$5')}`,
    [workspaceId, ids('template'), ids('list'), ids('team'), ids('member')],
  );
  const known = new Map(rows.map((row) => [`${row.used} ${row.id}`, row]));
  return (used, id) => known.get(`${used} ${id}`);
}

const UNFIT = { list: 'it is filled by a filter', team: 'it is no team any more', member: 'they are no active member' };

/** Deeds with their names; what is gone, or cannot be used any more, is marked as skipped. */
export const deedsOf = (kept: readonly KeptDeed[], names: Names): readonly Deed[] =>
  kept.flatMap((deed): Deed[] => {
    if (deed.does === 'template') return [];
    if (deed.does === 'consent' || deed.does === 'tag') return [deed];
    const { does, id } = deed;
    const named = names(does, id);
    if (named === undefined) return [{ does, id, name: `${does} ${id}`, skipped: 'it is there no more' }];
    return [{ does, id, name: named.name, ...(named.is_fit === 0 && { skipped: UNFIT[does] }) }];
  });

/** The names of the responders that use a list, template, team or member, so that it is not taken from them unnoticed. */
export async function respondersUsing(
  { all }: Connection,
  workspaceId: number,
  used: Used,
  id: number,
): Promise<readonly string[]> {
  const rows = await all<{ name: string }>(
    `select r.name from responders r where r.workspace_id = $1 and r.actions like $2 order by r.name`,
    [workspaceId, `%${JSON.stringify({ does: used, id })}%`],
  );
  return rows.map(({ name }) => name);
}
