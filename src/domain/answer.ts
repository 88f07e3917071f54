import { Failure } from './errors.ts';
import { type Body, escaped, filled, parseBody } from './message-body.ts';
import type { Responder, Situation } from './responder.ts';
import type { ResponderAction } from './responder-action.ts';
import { ranked, type Verdict } from './responder-choice.ts';

/** What a responder does beside replying, with what it names looked up; `skipped` says why that is left undone now. */
export type Deed =
  | { readonly does: 'consent'; readonly state: 'opted-in' | 'opted-out' }
  | { readonly does: 'tag'; readonly name: string }
  | { readonly does: 'list'; readonly id: number; readonly name: string; readonly skipped?: string }
  | { readonly does: 'member'; readonly id: number; readonly name: string; readonly skipped?: string }
  | { readonly does: 'team'; readonly id: number; readonly name: string; readonly skipped?: string };

/** A responder with what it says and does: `reply` is its own wording, or that of the template it names. */
export interface Answering extends Responder {
  readonly reply: string | null;
  readonly template: string | null;
  readonly deeds: readonly Deed[];
}

/** What is answered to a message; `missing` are variables that this contact has no value for, and that say nothing then. */
export interface Answer {
  readonly by: Answering;
  readonly why: string;
  readonly text: string | null;
  readonly missing: readonly string[];
  readonly deeds: readonly Deed[];
}

/** What becomes of a message: one answer at most, and what each responder had to say to it, in the order in which they have a say. */
export interface Answered {
  readonly answer: Answer | undefined;
  readonly verdicts: readonly Verdict[];
}

/** Answers a message on a line: by whom, with which text, and what is done beside; `variables` are the contact's, by canonical name. */
export function answered(
  responders: readonly Answering[],
  situation: Situation,
  variables: ReadonlyMap<string, string | null>,
): Answered {
  const verdicts = ranked(responders, situation);
  const chosen = verdicts.find(({ outcome }) => outcome === 'answers');
  const by = responders.find((responder) => responder === chosen?.responder);
  if (chosen === undefined || by === undefined) return { answer: undefined, verdicts };
  const said = by.reply === null ? { text: null, missing: [] } : wording(by.reply, variables);
  return { answer: { by, why: chosen.why, ...said, deeds: by.deeds }, verdicts };
}

/** Why nothing goes out; null where something does. One confirmation goes out after an opt-out, and then nothing more. */
export function unsaid(
  answer: Answer | undefined,
  { isAutomatic, staysOut }: { readonly isAutomatic: boolean; readonly staysOut: boolean },
): string | null {
  if (isAutomatic) return 'an automatic message is never answered';
  if (staysOut) return 'they opted out';
  if (answer === undefined) return 'no responder answers';
  return answer.text === null ? 'the responder has no reply' : null;
}

/** The words of a deed, as they are typed: `list=VIP`, `assign=team:Sales`. */
export function deedAction(deed: Deed): ResponderAction {
  if (deed.does === 'member') return { does: 'assign', member: deed.name };
  if (deed.does === 'team') return { does: 'assign', team: deed.name };
  return deed.does === 'list' ? { does: 'list', name: deed.name } : deed;
}

function wording(reply: string, variables: ReadonlyMap<string, string | null>) {
  const body = bodyOf(reply);
  // Nobody is there to mend it: a blank is better than braces.
  const lenient = { parts: body.parts.map((part) => ('name' in part ? { fallback: '', ...part } : part)) };
  return { text: filled(lenient, variables).text, missing: filled(body, variables).missing };
}

/** What was written before variables were read is text as it stands. */
function bodyOf(text: string): Body {
  try {
    return parseBody(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return parseBody(escaped(text));
  }
}
