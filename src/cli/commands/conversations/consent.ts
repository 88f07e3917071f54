import type { ConsentAnswer } from '../../../operations/conversations/consents.ts';
import { column, columns, face } from '../../face.ts';

/** Shows what a contact agreed to. */
export const consent = face({
  usage: 'consent <line/contact>',
  about: 'show what a contact agreed to on a line, now and before',
  examples: [
    ['switchboard conversations consent +15550100/+15550123', 'may we write to them there?'],
    ['switchboard conversations consent "Front desk/ada@example.com" --format json', 'by names, for a program'],
  ],
  notes: 'It is kept by address and line, whether or not there is a conversation, and outlives the contact.',
  operation: async () => (await import('../../../operations/conversations/consent.ts')).showConsent,
  gather: (given) => ({ conversation: given.args[0] as string }),
  show: (answer) => ({
    lead: { record: answer, columns: columns<typeof answer>('conversation', 'consent') },
    columns: columns<ConsentAnswer>(
      'state',
      column('at', { kind: 'time' }),
      'how',
      'by',
      column('entry', { kind: 'number' }),
      column('until', { kind: 'time' }),
    ),
    rows: answer.consents.map((one) => ({ ...one })),
    empty: 'they never said anything about it',
  }),
  names: ({ consent: state }) => [state],
});

/** Sets by hand what a contact agreed to. */
export const setConsent = face({
  usage: 'set-consent <line/contact> <state>',
  about: 'set by hand what a contact agreed to on a line: opted-in or opted-out, with the reason',
  examples: [
    [
      'switchboard conversations set-consent +15550100/+15550123 opted-out --reason "asked on the phone"',
      'nothing goes out to them any more',
    ],
    [
      'switchboard conversations set-consent +15550100/+15550123 opted-in --reason "signed the form of 21 May"',
      'who answers for it is in the ledger',
    ],
  ],
  flags: [{ flags: '--reason <text>', about: 'how it is known' }],
  operation: async () => (await import('../../../operations/conversations/set-consent.ts')).setConsentByHand,
  gather: (given) => ({
    conversation: given.args[0] as string,
    state: given.args[1] as 'opted-in',
    reason: given.text('reason') ?? '',
  }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('conversation', 'was', 'consent', 'change'),
  }),
  names: ({ conversation }) => [conversation],
});
