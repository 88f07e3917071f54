import { COMPLIANCE_KINDS } from '../../../domain/compliance-reply.ts';
import { Failure } from '../../../domain/errors.ts';
import { HOURS, RESPONDER_KINDS } from '../../../domain/responder.ts';
import { readActions } from '../../../domain/responder-action.ts';
import { conductOf, reservedName } from '../../../domain/responder-draft.ts';
import { MODES } from '../../../domain/responder-mode.ts';
import type { SeedResponder, SeedSchedule } from '../../../domain/seed.ts';
import { duration } from '../../../domain/time.ts';
import { workName } from '../../../domain/work-name.ts';
import { type Complain, mapOf } from '../map-shape.ts';
import { flag, listOf, oneOf, orNull, text, whole } from '../shape.ts';
import { lineWord, plainText } from '../words.ts';
import { body } from './work.ts';

const schedule = mapOf<SeedSchedule>('when it answers', {
  during: oneOf('in which hours of its line', HOURS),
  from: text('from when on: a date in the zone of its line, or a time', momentText),
  until: text('until when: a date in the zone of its line, or a time', momentText),
});

/** A date stays one, since which instant it begins at depends on the line. */
function momentText(typed: string): string {
  const said = typed.trim();
  conductOf({ kind: 'welcome', from: said }, undefined, 'UTC');
  return said;
}

/** A responder. */
export const responder = mapOf<SeedResponder>(
  'what answers by itself',
  {
    name: text('its name', workName),
    line: orNull(lineWord('the line on which it answers; null for all')),
    kind: oneOf('to what it answers', [...RESPONDER_KINDS, ...COMPLIANCE_KINDS]),
    mode: oneOf('how its words are compared with a message', MODES),
    words: listOf('the words that it answers to', text('a word', plainText(100), { takesPlain: true })),
    pattern: text('the pattern that it answers to, in the mode regex', (typed) => typed.trim()),
    reply: orNull(body('what it says')),
    template: text('the template whose words it says', workName),
    actions: listOf(
      'what it does: tag=lead, list=VIP, assign=team:Sales, consent=opted-in',
      text('one thing', actionText),
    ),
    schedule,
    cooldown: text('how long it keeps silent towards whom it answered: 1d', cooldownText, { takesPlain: true }),
    priority: whole('which goes first among its like: the higher', -1000, 1000),
    quietWhenClaimed: flag('whether it keeps silent while a person has claimed the conversation'),
    on: flag('whether it answers at all'),
  },
  { needs: ['kind'], agrees },
);

function actionText(typed: string): string {
  readActions([typed]);
  return typed.trim();
}

function cooldownText(typed: string): string {
  const said = typed.trim();
  if (!/^(?:0|none)$/i.test(said)) duration(said);
  return said;
}

const MATCHING = ['mode', 'words', 'pattern'] as const;

function agrees(said: SeedResponder, complain: Complain<SeedResponder>): void {
  const { name, kind, mode, words, pattern, schedule: when = {} } = said;
  const isOurs = COMPLIANCE_KINDS.some((one) => one === kind);
  if (isOurs) {
    for (const key of Object.keys(said) as (keyof SeedResponder)[]) {
      if (!['name', 'kind', 'line', 'reply'].includes(key))
        complain(
          key,
          'needless-key',
          `the law asks for the answer to ${kind} words: only its wording is said`,
          'leave it out',
        );
    }
    return;
  }
  if (name === undefined) complain(null, 'missing-key', '“name” is not said', 'add name: …');
  const reserved = name === undefined ? undefined : reservedName(name);
  if (reserved !== undefined) complain('name', 'bad-name', reserved.message, reserved.hint);
  if (said.template !== undefined && said.reply != null)
    complain('template', 'needless-key', 'it says one thing', 'leave out reply: or template:');
  if (kind !== 'keyword') {
    for (const key of MATCHING) {
      if (said[key] !== undefined)
        complain(
          key,
          'needless-key',
          `a responder of kind ${kind} answers a situation: it has no ${key}`,
          'leave it out',
        );
    }
  } else if (mode === 'regex' || (mode === undefined && pattern !== undefined)) {
    if (pattern === undefined) complain(null, 'missing-key', 'the mode regex has a pattern', 'add pattern: …');
    if (words !== undefined)
      complain('words', 'needless-key', 'the mode regex has a pattern instead of words', 'leave them out');
  } else {
    if (words === undefined)
      complain(null, 'missing-key', 'a responder of kind keyword has words', 'add words: [price]');
    if (pattern !== undefined)
      complain('pattern', 'needless-key', `a pattern is for the mode regex, not for ${mode}`, 'leave it out');
  }
  const trying: readonly (readonly [keyof SeedResponder, () => unknown])[] = [
    [
      'words',
      () => mode !== 'regex' && words && kind === 'keyword' && conductOf({ keywords: words, mode }, undefined, 'UTC'),
    ],
    ['pattern', () => pattern !== undefined && kind === 'keyword' && conductOf({ pattern }, undefined, 'UTC')],
    ['schedule', () => conductOf({ kind: 'welcome', from: when.from, until: when.until }, undefined, 'UTC')],
    ['actions', () => readActions(said.actions ?? [])],
  ];
  for (const [key, rule] of trying) {
    try {
      rule();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      complain(key, error.code, error.message, error.hint?.replaceAll('--', ''));
    }
  }
}
