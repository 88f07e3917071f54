import type { QueryPass } from '../../access/pass.ts';
import { subjectsOf } from '../../access/people.ts';
import type { Condition } from '../../domain/contact-filter.ts';
import { foldedName } from '../../domain/contact-name.ts';
import { emailKey } from '../../domain/email.ts';
import { teamKey } from '../../domain/team-name.ts';
import { teamsNow } from '../../store/teams.ts';

/** A filter, by the name of what it fills. */
interface Filled {
  readonly name: string;
  readonly condition: Condition;
}

/** The segments whose filters, or those of segments that they ask for, name a member or a team that is gone: they find nobody. */
export async function adrift(pass: QueryPass, segments: readonly Filled[]): Promise<ReadonlySet<string>> {
  const { connection, workspace } = pass;
  const terms = segments.flatMap(({ condition }) => condition.flat());
  const named = terms.flatMap(({ about, values }) => (about === 'assignee' ? values : []));
  const people = named.length === 0 ? [] : await subjectsOf(connection, workspace, named);
  const members = new Set(people.flatMap(({ membership, email }) => (membership ? keyOf(email) : [])));
  const teams = new Set((await teamsNow(connection, workspace.id)).map(({ name }) => teamKey(name)));
  const byName = new Map(segments.map((one) => [foldedName(one.name), one]));
  const isAdrift = ({ condition }: Filled): boolean =>
    condition.flat().some(({ about, values }) =>
      values.some((value) => {
        if (about === 'assignee') return !members.has(keyOf(value));
        if (about === 'team') return !teams.has(teamKey(value));
        const asked = about === 'list' ? byName.get(foldedName(value)) : undefined;
        return asked !== undefined && isAdrift(asked);
      }),
    );
  return new Set(segments.filter(isAdrift).map(({ name }) => name));
}

const keyOf = (email: string): string => emailKey(email) ?? email;
