import type { Role } from './roles.ts';
import type { Status } from './subject.ts';

/** A line as the gates see it; `removed` lines are remembered, `missing` ones never were. */
export interface LineResource {
  readonly id: number;
  readonly name: string;
  readonly state: 'active' | 'removed' | 'missing';
  readonly since: number;
  /** Its channel, where it was looked up. */
  readonly kind?: string;
}

/** What is on all lines of a workspace at once, those to come among them: for those whose role reaches all of them. */
export const ALL_LINES: LineResource = { id: 0, name: 'all lines', state: 'active', since: 0 };

/** A contact or conversation, with whom its contact is assigned to, or a blast, with whose it is (0: nobody). */
export interface RecordResource {
  /** As people name it: `+15550123`, `+15550100/+15550123`, `spring-sale`. */
  readonly name: string;
  readonly kind: 'contact' | 'conversation' | 'blast';
  readonly assignee: number;
  readonly team: number;
  readonly author: number;
  /** What the team is called, where that was looked up. */
  readonly teamName?: string | null;
}

/** A team as the gates see it; 0 is one that is not there yet. */
interface TeamResource {
  readonly id: number;
  readonly name: string;
}

/** A person who is acted upon. `role` is what they hold now; undefined for someone who is no member yet. */
export interface PersonResource {
  readonly userId: number;
  readonly email: string;
  readonly role: Role | undefined;
  readonly status: Status | undefined;
  /** Whether no active holder of the top role would remain without them (rank rule R4). */
  readonly isLastHolder: boolean;
}

/** What an action would be done to. Every part may be absent; always the same shape, so that asking stays fast. */
export interface Resource {
  readonly line: LineResource | null;
  readonly product: string | null;
  readonly record: RecordResource | null;
  readonly person: PersonResource | null;
  /** The role to be given, defined or edited. */
  readonly role: Role | null;
  /** The team that is taken away, or that somebody joins or leaves: it says whose contacts its members see. */
  readonly team: TeamResource | null;
  /** The workspace's own archived state is what is being ended. */
  readonly restores: boolean;
}

/** Nothing narrower than the workspace itself. */
export const workspaceItself: Resource = {
  line: null,
  product: null,
  record: null,
  person: null,
  role: null,
  team: null,
  restores: false,
};

/** A resource of the given parts. */
export const on = (parts: Partial<Resource>): Resource => ({ ...workspaceItself, ...parts });

/** What a resource is of, by natural keys, as people and programs read it. */
export const namesOf = ({ line, product, record, person, role, team }: Resource): Readonly<Record<string, string>> => ({
  ...(line && { line: line.name }),
  ...(product !== null && { product }),
  ...(record && { [record.kind]: record.name }),
  ...(person && { user: person.email }),
  ...(role && { role: role.name }),
  ...(team && { team: team.name }),
});
