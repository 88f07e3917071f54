/** How conversations that nobody answers for are dealt out: to members of a team who can see the line. */
export interface Assignment {
  readonly mode: AssignmentMode;
  /** The team by its id, so that it may be renamed; null where nothing is dealt out. */
  readonly team: number | null;
}

/** Nobody; each in turn; whoever has the least to do. */
export const ASSIGNMENT_MODES = ['off', 'round-robin', 'least-loaded'] as const;
export type AssignmentMode = (typeof ASSIGNMENT_MODES)[number];

/** When a blast needs somebody's approval before it is sent: never, always, or above so many recipients. */
export interface Approval {
  readonly rule: ApprovalRule;
  readonly above: number | null;
}

export const APPROVAL_RULES = ['never', 'always', 'above'] as const;
export type ApprovalRule = (typeof APPROVAL_RULES)[number];

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

/** A part of the settings, by the name under which it is kept. */
export type SettingName = keyof Settings;
