import { invalid } from './errors.ts';
import { nearest } from './words.ts';

/** The kinds of lines, each with what its address is: a phone number, an e-mail address, or a name given by the channel. */
const ADDRESSED_BY = {
  sms: 'phone',
  whatsapp: 'phone',
  rcs: 'phone',
  messenger: 'handle',
  instagram: 'handle',
  telegram: 'handle',
  viber: 'handle',
  wechat: 'handle',
  email: 'email',
  webchat: 'handle',
} as const;

export type LineKind = keyof typeof ADDRESSED_BY;

export const LINE_KINDS = Object.keys(ADDRESSED_BY) as readonly LineKind[];

/** What the address of a line of this kind is. */
export const addressedBy = (kind: LineKind): 'phone' | 'email' | 'handle' => ADDRESSED_BY[kind];

/** Whether a line carries text messages to phone numbers, on which the law and the carriers ask for answers to STOP, START and HELP. */
export const isTextKind = (kind: string): boolean =>
  LINE_KINDS.some((known) => known === kind && addressedBy(known) === 'phone');

/** The kind of that name; an unknown word names the nearest. */
export function lineKind(word: string): LineKind {
  const kind = LINE_KINDS.find((known) => known === word.trim().toLowerCase());
  if (kind !== undefined) return kind;
  const near = nearest(word, LINE_KINDS);
  throw invalid('unknown-kind', `there is no kind of line "${word}"`, {
    hint: near ? `did you mean "${near}"?` : `they are ${LINE_KINDS.join(', ')}`,
  });
}

/** What a line of that kind writes to: a blast goes out only where people are known by number or by e-mail address. */
export function addressedOn(kind: string): 'phone' | 'email' {
  const addressed = addressedBy(lineKind(kind));
  if (addressed !== 'handle') return addressed;
  throw invalid('no-blasts-on', `no blast goes out on a line of kind ${kind}, whose people are known by no number`, {
    hint: 'choose a line for text messages, WhatsApp, RCS or e-mail: switchboard lines list',
  });
}
