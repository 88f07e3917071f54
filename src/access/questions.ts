import { nearest } from '../domain/words.ts';

/** The answer to one question of many: `code` is `allowed` or what stands in the way; `message` says what is wrong with the question itself. */
export interface Answer {
  readonly allowed: boolean;
  readonly code: string;
  readonly message?: string;
}

/** What a question may name. */
const PARTS = ['member', 'action', 'line', 'contact', 'conversation', 'blast', 'user', 'role', 'product'] as const;
type Part = (typeof PARTS)[number];

/** Nothing that a question may name has a longer name. */
const LONGEST = 1000;

/** One question of many, its words not looked up yet. */
export type Question = { readonly [P in Part]?: string | null } & { readonly member: string; readonly action: string };

/** The answer to a question that is none. */
export const wrongWith = (code: string, message: string): Answer => ({ allowed: false, code, message });

/** Whether what was read of a line is a question. */
export const isQuestion = (read: Question | Answer | undefined): read is Question =>
  read !== undefined && 'member' in read;

/** The question on a line of JSON, or what is wrong with it; nothing on a blank line. */
export function questionOn(text: string): Question | Answer | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.trim() === '' ? undefined : wrongWith('bad-json', 'this line is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return wrongWith('bad-question', 'a question is an object: {"member":"bo@acme.com","action":"contacts.view"}');
  }
  for (const part in value) {
    const said = (value as Readonly<Record<string, unknown>>)[part];
    if (!(PARTS as readonly string[]).includes(part)) return wrongWith('bad-question', unknownPart(part));
    if (typeof said !== 'string' && said !== null) return wrongWith('bad-question', `"${part}" must be a text`);
    if (said !== null && said.length > LONGEST) return wrongWith('bad-question', `"${part}" is too long`);
  }
  const question = value as Partial<Question>;
  return typeof question.member === 'string' && typeof question.action === 'string'
    ? (question as Question)
    : wrongWith('bad-question', 'a question needs a "member" and an "action"');
}

function unknownPart(part: string): string {
  const near = nearest(part, PARTS);
  return `a question has no "${part.slice(0, 80)}"${near ? `; did you mean "${near}"?` : ''}`;
}
