import { conflict, type Failure } from './errors.ts';
import { isTextKind } from './line-kinds.ts';
import type { ComplianceKind } from './opt-words.ts';

/** In the order in which they are told. */
export const COMPLIANCE_KINDS: readonly ComplianceKind[] = ['opt-out', 'opt-in', 'help'];

/**
 * What a text line answers to a compliance word until the workspace words it otherwise. Who writes is named, and how to
 * stop, to start and to ask (CTIA Messaging Principles, May 2023, §5.1.3); each fits one message with a name of up to 30 letters.
 */
export const usualReply = (kind: ComplianceKind, sender: string): string => WORDINGS[kind](sender);

const WORDINGS: Readonly<Record<ComplianceKind, (sender: string) => string>> = {
  'opt-out': (sender) =>
    `${sender}: you are unsubscribed and will get no more messages from this number. Reply START to get them again.`,
  'opt-in': (sender) =>
    `${sender}: you will get our messages again. Reply HELP for help, STOP to unsubscribe. Msg & data rates may apply.`,
  help: (sender) => `${sender}: reply STOP to unsubscribe, START to subscribe again. Msg & data rates may apply.`,
};

/** How the compliance answer of a line is named, or that of all lines (null). */
export const complianceName = (kind: ComplianceKind, address: string | null): string =>
  address === null ? kind : `${address}/${kind}`;

/** What stands against the wording of an answer on a line that carries no text messages. */
export const noTextLine = (
  kind: ComplianceKind,
  line: { readonly name: string; readonly kind: string },
): Failure | undefined =>
  isTextKind(line.kind)
    ? undefined
    : conflict('no-text-line', `${line.name} is no line for text messages: nothing answers ${kind} words there`);
