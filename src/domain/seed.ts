// What a workspace is as a document: long, because its parts are read beside each other.
import type {
  SeedBlast,
  SeedConsent,
  SeedContact,
  SeedConversation,
  SeedList,
  SeedResponder,
  SeedTemplate,
} from './seed-work.ts';

export type * from './seed-work.ts';

/**
 * A workspace as a file says it: everything but its slug may be left out. What is not said is not touched; `null` takes
 * a value away where the words of a command could. Names, addresses and words stand in their one spelling once read.
 */
export interface SeedDocument {
  readonly workspace: SeedWorkspace;
  readonly settings?: SeedSettings;
  readonly roles?: readonly SeedRole[];
  readonly lines?: readonly SeedLine[];
  readonly products?: readonly string[];
  readonly teams?: readonly SeedTeam[];
  readonly users?: readonly SeedUser[];
  readonly fields?: readonly SeedField[];
  readonly contacts?: SeedContacts;
  readonly lists?: readonly SeedList[];
  readonly templates?: readonly SeedTemplate[];
  readonly responders?: readonly SeedResponder[];
  readonly conversations?: readonly SeedConversation[];
  readonly blasts?: readonly SeedBlast[];
  readonly expect?: readonly SeedExpectation[];
}

/** The parts of a document, in the order in which they are written and made. */
export const SEED_PARTS = [
  ...(['workspace', 'settings', 'roles', 'lines', 'products', 'teams', 'users', 'fields', 'contacts'] as const),
  ...(['lists', 'templates', 'responders', 'conversations', 'blasts', 'expect'] as const),
] as const satisfies readonly (keyof SeedDocument)[];
export type SeedPart = (typeof SEED_PARTS)[number];

/** The workspace itself. `owner` founds it where it is not there yet. */
export interface SeedWorkspace {
  readonly slug: string;
  readonly name?: string;
  readonly model?: 'standard-admin' | 'owner-manager-agent';
  readonly owner?: string;
  readonly state?: (typeof SEED_WORKSPACE_STATES)[number];
}

export const SEED_WORKSPACE_STATES = ['active', 'archived'] as const;

/** What the workspace has set; teams are named here, and kept by their ids. */
export interface SeedSettings {
  readonly timeZone?: string | null;
  readonly country?: string | null;
  readonly businessHours?: string | null;
  readonly awayMessage?: string | null;
  readonly assignment?: { readonly mode: 'off' | 'round-robin' | 'least-loaded'; readonly team?: string | null };
  readonly approval?: { readonly rule: 'never' | 'always' | 'above'; readonly above?: number | null };
  readonly quietHours?: string | null;
  readonly yesOptsIn?: boolean;
}

/**
 * A role of the workspace's own: `actions` names all that it allows, or it begins `from` another one, with what is
 * allowed and denied beside. Actions are named as commands name them: `blasts.send`, `blasts.*`.
 */
export interface SeedRole {
  readonly name: string;
  readonly about?: string;
  readonly from?: string;
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  readonly actions?: readonly string[];
  readonly lines?: 'all' | 'granted';
  readonly products?: 'all' | 'granted';
  /** Roles; `custom` for every role of the workspace's own, `none` for nobody. */
  readonly manages?: readonly string[];
  /** The restrictions that may be put on its holders. */
  readonly restrictions?: readonly string[];
}

/** A line, by its address. */
export interface SeedLine {
  readonly address: string;
  readonly kind?: string;
  readonly name?: string | null;
}

/** A team, by its name. `members` is the whole of it where it is said; a user's `teams` adds to it. */
export interface SeedTeam {
  readonly name: string;
  readonly about?: string | null;
  readonly members?: readonly string[];
}

/** A member, by their e-mail address. Lines are addresses or names; lists are wholes where they are said. */
export interface SeedUser {
  readonly email: string;
  readonly name?: string | null;
  readonly role?: string;
  readonly status?: 'invited' | 'active' | 'suspended';
  readonly restrictions?: readonly string[];
  readonly lines?: readonly string[];
  readonly products?: readonly string[];
  readonly teams?: readonly string[];
}

/** A custom field of contacts. */
export interface SeedField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'date' | 'choice' | 'yes-no';
  readonly choices?: readonly string[];
}

/** The contacts of a document: in it, or in a file of contacts beside it. */
export type SeedContacts = readonly SeedContact[] | SeedContactsFile;

/** A file of contacts by the path that was written; it has no column for what they agreed to, which stands beside it. */
export interface SeedContactsFile {
  readonly file: string;
  /** Numbers and addresses of contacts, by line and by what they agreed to there. */
  readonly consents?: Readonly<Record<string, SeedConsenting>>;
}

/** Who agreed on a line, and who does not want to be written to. */
export type SeedConsenting = { readonly [K in SeedConsent]?: readonly string[] };

/** Whether contacts stand in a file of their own. */
export const inFile = (contacts: SeedContacts): contacts is SeedContactsFile => !Array.isArray(contacts);

/** What a member may or may not do once the document is applied; `code` is the decision's. */
export interface SeedExpectation {
  readonly member: string;
  readonly action: string;
  readonly line?: string;
  readonly product?: string;
  readonly contact?: string;
  readonly conversation?: string;
  readonly blast?: string;
  readonly user?: string;
  readonly role?: string;
  readonly allowed: boolean;
  readonly code?: string;
}
