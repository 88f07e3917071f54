import { shellWord } from '../domain/shell-word.ts';
import type { About, Change } from './changes.ts';
import { on } from './resource.ts';
import { having, personIn, telling } from './world.ts';

/** Joining the team that the contact is assigned to. */
export function joinings({ subject, who, resource: { record }, command }: About): Change[] {
  const { team: id = 0, teamName } = record ?? {};
  if (id === 0 || !teamName || subject.membership === undefined || subject.teams.has(id)) return [];
  return [
    {
      command: command(`teams join ${shellWord(teamName)} ${who}`),
      weight: 2,
      turn: 5,
      apply: telling((facts) => ({ ...facts, teams: having(facts.teams, id) })),
      asks: (world) => [{ needs: 'teams.edit', on: on({ person: personIn(world), team: { id, name: teamName } }) }],
    },
  ];
}

/** Answering for the contact; taking it from somebody else is more than being given one that nobody has. */
export function assignings({ subject, who, resource: { record }, command }: About): Change[] {
  if (record === null || record.kind === 'blast' || subject.membership === undefined) return [];
  const contact = record.name.slice(record.name.lastIndexOf('/') + 1);
  return [
    {
      command: command(`contacts assign ${shellWord(contact)} --to ${who}`),
      weight: record.assignee === 0 ? 1 : 4,
      turn: 5,
      apply: (world) => ({
        ...world,
        resource: { ...world.resource, record: { ...record, assignee: world.facts.userId } },
      }),
      asks: () => [{ needs: 'contacts.assign', on: on({ record: { ...record, kind: 'contact', name: contact } }) }],
    },
  ];
}
