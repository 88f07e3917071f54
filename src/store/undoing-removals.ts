import type { Connection } from './connection.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** Tells by which entry a contact was removed that is not there any more, where all are seen by whoever asks. */
export async function tellRemoval(
  { run }: Pick<Connection, 'run'>,
  table: 'undoing_contacts' | 'undoing_places',
  reached: Reached,
  values: readonly [workspaceId: number, of: number],
): Promise<void> {
  if (contactsWithin(reached) !== '1 = 1') return;
  await run(
    `update ${table} set touched = g.entry from (select r.contact_id, min(r.entry) as entry from contact_rows r
       where r.workspace_id = $1 and r.entry > $2 and r.outcome = 'removed'
         and not exists (select 1 from voided v where v.entry = r.entry) group by r.contact_id) g
     where g.contact_id = ${table}.contact_id and ${table}.touched = 0`,
    values,
  );
}
