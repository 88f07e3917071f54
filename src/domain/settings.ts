/** How conversations that nobody answers for are dealt out: to members of a team who can see the line. */
export interface Assignment {
  readonly mode: 'off' | 'round-robin' | 'least-loaded';
  readonly team: string | null;
}

/** When a blast needs somebody's approval before it is sent: never, always, or above so many recipients. */
export interface Approval {
  readonly rule: 'never' | 'always' | 'above';
  readonly above: number | null;
}

/** What a workspace has set; every part has a value also where nobody set it. */
export interface Settings {
  /** IANA name: `America/New_York`. */
  readonly timeZone: string;
  /** Whose national numbers are understood: ISO 3166, two letters; null: international ones alone. */
  readonly country: string | null;
  /** `mon-fri 09:00-17:00; sat 10:00-14:00`, `always` or `closed`, in the workspace's time zone. */
  readonly businessHours: string;
  /** What is answered outside business hours where no responder says otherwise; null: nothing. */
  readonly awayMessage: string | null;
  readonly assignment: Assignment;
  readonly approval: Approval;
  /** A window narrower than the law's, in the recipient's time: `09:00-18:00`; null: the law's alone. */
  readonly quietHours: string | null;
  /** Whether YES opts in, like START. */
  readonly yesOptsIn: boolean;
}

/** What is so where nobody has set anything. */
export const DEFAULT_SETTINGS: Settings = {
  timeZone: 'UTC',
  country: null,
  businessHours: 'always',
  awayMessage: null,
  assignment: { mode: 'off', team: null },
  approval: { rule: 'never', above: null },
  quietHours: null,
  yesOptsIn: false,
};
