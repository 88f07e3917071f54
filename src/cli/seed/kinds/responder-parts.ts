import { actionTexts, readActions } from '../../../domain/responder-action.ts';
import { readWords } from '../../../domain/responder-mode.ts';
import type { SeedResponder } from '../../../domain/seed.ts';
import { duration, durationText, instant, rfc3339 } from '../../../domain/time.ts';
import type { ResponderAnswer } from '../../../operations/responders/told.ts';

/** What is compared of a responder. */
const COMPARED = [
  ...(['line', 'mode', 'words', 'pattern', 'reply', 'template', 'actions', 'during', 'from', 'until'] as const),
  ...(['cooldown', 'priority', 'quietWhenClaimed', 'on'] as const),
];

/** A responder as it is compared. */
export const plain = (responder: ResponderAnswer) =>
  Object.fromEntries(COMPARED.map((part) => [part, responder[part]])) as Pick<
    ResponderAnswer,
    (typeof COMPARED)[number]
  >;

type Parts = Partial<{ -readonly [K in keyof ReturnType<typeof plain>]: ReturnType<typeof plain>[K] | undefined }>;

/** What a document says of a responder, as it is kept; what it does not say stays, or is as usual where all is said. */
export function partsOf(said: SeedResponder, line: string | null, whole: boolean): Parts {
  const { during, from, until } = said.schedule ?? {};
  const usual = <T>(value: T | undefined, byDefault: T): T | undefined =>
    value === undefined && whole ? byDefault : value;
  const mode = said.mode ?? (said.words ? 'exact' : undefined);
  return {
    line,
    mode: said.kind === 'keyword' ? mode : undefined,
    words: said.words && mode && mode !== 'regex' ? readWords(said.words, mode) : undefined,
    pattern: said.pattern,
    reply: said.reply ?? undefined,
    template: said.template,
    actions: usual(said.actions && actionTexts(readActions(said.actions)), []),
    during: usual(during, said.kind === 'away' ? 'outside-hours' : 'always'),
    from: usual(momentOf(from), null),
    until: usual(momentOf(until), null),
    cooldown: said.cooldown === undefined ? undefined : cooldownOf(said.cooldown),
    priority: usual(said.priority, 0),
    quietWhenClaimed: usual(said.quietWhenClaimed, false),
    on: usual(said.on, true),
  };
}

/** Dates mean a midnight of their line's zone: the operation knows which. */
const momentOf = (text: string | undefined): string | undefined =>
  text === undefined || /^\d{4}-\d\d-\d\d$/.test(text) ? text : rfc3339(instant(text));

const cooldownOf = (text: string): string => durationText(/^(?:0|none)$/i.test(text.trim()) ? 0 : duration(text));

/** The words of a command that say these parts. */
export function wordsOf(parts: Parts, said: readonly string[]) {
  const of = <T>(name: keyof Parts, value: T): T | undefined => (said.includes(name) ? value : undefined);
  const isRegex = parts.mode === 'regex';
  return {
    mode: of('mode', parts.mode ?? undefined),
    keywords: isRegex ? undefined : of('words', parts.words && [...parts.words]),
    pattern: isRegex ? of('pattern', parts.pattern ?? undefined) : undefined,
    reply: of('reply', parts.reply ?? undefined),
    template: of('template', parts.template ?? undefined),
    actions: of('actions', parts.actions && [...parts.actions]),
    during: of('during', parts.during),
    // An empty bound takes it away.
    from: of('from', parts.from === null ? '' : parts.from),
    until: of('until', parts.until === null ? '' : parts.until),
    cooldown: of('cooldown', parts.cooldown),
    priority: of('priority', parts.priority),
    quietWhenClaimed: of('quietWhenClaimed', parts.quietWhenClaimed),
    isOn: of('on', parts.on),
  };
}
