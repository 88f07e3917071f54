import type { BlastState } from './blast.ts';
import type { ResponderKind, Schedule } from './responder.ts';
import type { Mode } from './responder-mode.ts';

/** A contact, by its number or its address. Beside these it has its custom fields, by their names, as `values`. */
export interface SeedContact {
  /** E.164. */
  readonly phone?: string;
  readonly email?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly time_zone?: string;
  /** A member's e-mail address. */
  readonly assignee?: string;
  readonly team?: string;
  readonly tags?: readonly string[];
  readonly lists?: readonly string[];
  /** What they agreed to, by line. */
  readonly consents?: Readonly<Record<string, SeedConsent>>;
  /** The values of custom fields as they are kept, by the fields' names; in a document they stand beside the rest. */
  readonly values?: Readonly<Record<string, string>>;
}

export const SEED_CONSENTS = ['opted-in', 'opted-out'] as const;
export type SeedConsent = (typeof SEED_CONSENTS)[number];

/** A list, by its name; with `where` it is a segment. `contacts` is the whole of it where it is said. */
export interface SeedList {
  readonly name: string;
  readonly about?: string | null;
  readonly where?: readonly string[];
  readonly wantsConsent?: boolean;
  /** Numbers or addresses of contacts. */
  readonly contacts?: readonly string[];
}

/** A template, by its name. */
export interface SeedTemplate {
  readonly name: string;
  readonly body: string;
}

/** A responder, by its name; the compliance answers (`opt-out`, `opt-in`, `help`) are by kind and line, and worded alone. */
export interface SeedResponder {
  readonly name?: string;
  /** An address or a name; null for all lines. */
  readonly line?: string | null;
  readonly kind: ResponderKind;
  readonly mode?: Mode;
  readonly words?: readonly string[];
  readonly pattern?: string;
  readonly reply?: string | null;
  /** The template whose words it says, in place of a reply. */
  readonly template?: string;
  /** As commands write them: `tag=lead`, `assign=team:Sales`. */
  readonly actions?: readonly string[];
  readonly schedule?: SeedSchedule;
  /** A duration: `1d`, `90s`. */
  readonly cooldown?: string;
  readonly priority?: number;
  readonly quietWhenClaimed?: boolean;
  readonly on?: boolean;
}

/** When a responder answers; `from` and `until` are RFC 3339 times, or dates in the zone of its line. */
export interface SeedSchedule {
  readonly during?: Schedule['during'];
  readonly from?: string;
  readonly until?: string;
}

/** A conversation, by its line and its contact. */
export interface SeedConversation {
  readonly line: string;
  readonly contact: string;
  readonly state?: 'open' | 'claimed' | 'ended';
  readonly claimedBy?: string;
  readonly category?: string;
  readonly note?: string;
  readonly messages?: readonly SeedMessage[];
}

/** What was said in a conversation, in order: `author` is a member (reply, note, event) or the name of a responder (auto). */
export interface SeedMessage {
  /** RFC 3339. */
  readonly at: string;
  readonly kind: 'in' | 'reply' | 'auto' | 'note' | 'event';
  readonly body: string;
  readonly author?: string;
}

/** A blast, by its name; `author` is a member. */
export interface SeedBlast {
  readonly name: string;
  readonly line: string;
  readonly author?: string;
  readonly body: string;
  readonly lists?: readonly string[];
  readonly contacts?: readonly string[];
  readonly where?: readonly string[];
  readonly exclude?: readonly string[];
  /** Segments a second. */
  readonly rate?: number;
  readonly state?: BlastState;
  /** When it is due, RFC 3339. */
  readonly at?: string;
}
