// Contacts that are probably one person, found by statements that look at all of them once. Values are numbered.
import type { Connection } from './connection.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** Two contacts that may be one person: the one that would be kept, and another. */
export interface Twins {
  readonly keep_phone: string | null;
  readonly keep_email: string | null;
  readonly keep_name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly name: string | null;
}

const NAME = (c: string) => `trim(coalesce(${c}.first_name, '') || ' ' || coalesce(${c}.last_name, ''))`;

const PAIR = `k.phone as keep_phone, k.email as keep_email, ${NAME('k')} as keep_name,
  o.phone as phone, o.email as email, ${NAME('o')} as name`;

/** Contacts with one e-mail address: beside the one with a number that has been there longest, each of the others. */
export const sameAddress = ({ stream }: Connection, workspaceId: number, reached: Reached): AsyncIterable<Twins> =>
  stream<Twins>(
    `select ${PAIR} from (select c.id, first_value(c.id) over (partition by c.email_key
         order by case when c.phone is null then 1 else 0 end, c.id) as kept from contacts c
       where c.workspace_id = $1 and c.email_key is not null and ${contactsWithin(reached)}) twin
     join contacts k on k.workspace_id = $1 and k.id = twin.kept join contacts o on o.workspace_id = $1 and o.id = twin.id
     where twin.id <> twin.kept order by k.email_key, o.id`,
    [workspaceId],
  );

/**
 * Contacts whose number is that of another one in another form: with the 0 that is dialled only within a country
 * behind its code, or with a + in front of a national number (`own` is the code of the workspace's country).
 */
export const sameNumber = (
  { stream, dialect }: Connection,
  workspaceId: number,
  reached: Reached,
  { all, own }: { readonly all: readonly string[]; readonly own: string | null },
): AsyncIterable<Twins> => {
  const forms = [2, 3, 4].map(
    (length) => `select c.id, substr(c.phone, 1, ${length}) || substr(c.phone, ${length + 2}) as meant from contacts c
      where c.workspace_id = $1 and substr(c.phone, ${length + 1}, 1) = '0'
        and substr(c.phone, 1, ${length}) in ${dialect.texts('$2')} and ${contactsWithin(reached)}`,
  );
  const national = `select c.id, '+' || cast($3 as text) || substr(c.phone, 2) as meant from contacts c
    where c.workspace_id = $1 and c.phone is not null and ${contactsWithin(reached)}`;
  const codes = JSON.stringify(all.map((code) => `+${code}`));
  return stream<Twins>(
    `select ${PAIR} from (${[...forms, ...(own === null ? [] : [national])].join(' union ')}) twin
     join contacts k on k.workspace_id = $1 and k.phone = twin.meant and ${contactsWithin(reached, 'k')}
     join contacts o on o.workspace_id = $1 and o.id = twin.id
     where k.id <> o.id order by k.phone, o.id`,
    own === null ? [workspaceId, codes] : [workspaceId, codes, own],
  );
};

/**
 * Contacts with one name of two words or more, of whom one has no e-mail address and the other no number: a weak hint.
 * Each of the latter beside the one of the former that has been there longest.
 */
export const sameName = ({ stream }: Connection, workspaceId: number, reached: Reached): AsyncIterable<Twins> =>
  stream<Twins>(
    `select ${PAIR} from (select c.id, c.phone, min(case when c.phone is not null and c.email_key is null then c.id end)
         over (partition by c.name_key) as kept from contacts c
       where c.workspace_id = $1 and c.name_key like '_% _%' and (c.phone is null or c.email_key is null)
         and ${contactsWithin(reached)}) twin
     join contacts k on k.workspace_id = $1 and k.id = twin.kept join contacts o on o.workspace_id = $1 and o.id = twin.id
     where twin.phone is null order by k.name_key, k.id, o.id`,
    [workspaceId],
  );
