import type { ChangePass } from '../../../access/pass.ts';
import { nameKey } from '../../../domain/contact-name.ts';
import { type ConsentState, setConsent } from '../../../store/consent.ts';
import { beginConversations, changeConversations, say } from '../../../store/conversations.ts';
import { beginSenders, keepDeeds, reassign } from '../../../store/inbound.ts';
import type { Notes } from './notes.ts';
import type { World } from './world.ts';

/** Writes what became of the world while messages were taken in: one statement a table. */
export async function applyWorld({ connection, workspace, entry }: ChangePass, world: World, notes: Notes) {
  const writers = [...world.writers.values()];
  const fresh = writers.filter(({ isNew }) => isNew);
  await beginSenders(
    connection,
    workspace.id,
    entry,
    fresh.map(({ email_key: emailKey, team_id: teamId, ...writer }) => {
      return { ...writer, emailKey, teamId, nameKey: nameKey(writer.firstName, writer.lastName) };
    }),
  );
  const moved = writers.filter(({ isNew, isReassigned }) => isReassigned && !isNew);
  const moves = moved.map(({ id, assignee, team_id: teamId }) => ({ id, assignee, teamId }));
  await reassign(connection, workspace.id, entry, moves);

  const threads = [...world.threads.values()];
  const begun = threads.filter(({ isNew }) => isNew);
  await beginConversations(
    connection,
    workspace.id,
    entry,
    begun.map(({ id, line, writer, state, claimedBy, opened, latest }) => {
      return { id, lineId: line.id, contactId: writer.id, state, claimedBy, opened: opened ?? latest, latest };
    }),
  );
  const going = threads.filter(({ isNew, isTouched }) => isTouched && !isNew);
  await changeConversations(
    connection,
    workspace.id,
    entry,
    going.map(({ id, state, claimedBy, opened, latest }) => {
      return { id, state, claimedBy, latest, ...(opened !== null && { opened }) };
    }),
  );
  await say(connection, workspace.id, entry, notes.said);

  const consents = [...world.consents.values()].filter(({ isSet }) => isSet);
  const said = consents.map((consent) => ({ ...consent, state: consent.state as ConsentState }));
  await setConsent(connection, workspace.id, entry, said);
  await keepDeeds(connection, workspace.id, entry, notes);
}
