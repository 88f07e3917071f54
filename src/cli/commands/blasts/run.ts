import type { Progress, Step } from '../../../operations/blasts/run.ts';
import { outcomeNotes } from '../../blast-words.ts';
import { column, columns, face } from '../../face.ts';
import { gatherRun, goesOn, type RunInput } from '../../transports/run.ts';

/** Hands blasts over. */
export const run = face<RunInput, Step>({
  usage: 'run [blast]',
  about: 'hand over what is due of one blast, or of all: to the outbox, or to a gateway by HTTP',
  examples: [
    ['switchboard blasts run spring --out spring.jsonl', 'to the outbox, and each message as a line of JSON'],
    [
      'switchboard blasts run --transport http --url https://sms.example.com/messages --until-done',
      'all that is due, and what will be, to a gateway',
    ],
    ['switchboard blasts run spring --dry-run', 'how many would be handed over now'],
  ],
  flags: [
    { flags: '--transport <transport>', about: 'outbox (the default) or http' },
    { flags: '--out <file>', about: 'outbox: add the messages to this file as JSON lines; - is standard output' },
    { flags: '--url <url>', about: 'http: post each message there, as the fields To, From and Body' },
    { flags: '--at-once <n>', about: 'http: how many posts are under way at a time (16)' },
    {
      flags: '--idempotent-gateway',
      about: 'http: the gateway knows a message by its key; what is in doubt is posted again',
    },
    { flags: '--limit <n>', about: 'hand over at most so many' },
    { flags: '--until-done', about: 'wait for what is due later, until nothing is left' },
    { flags: '--retry-uncertain', about: 'hand over again what is in doubt, once somebody has looked into it' },
  ],
  notes: [
    'The outbox is the table of messages: blasts messages lists it. By http each message is one POST with its key in',
    'Idempotency-Key; 425, 429, 500 and 503 are tried again, with longer and longer pauses or after what Retry-After says.',
    'SWITCHBOARD_GATEWAY_TOKEN is shown as a bearer, or SWITCHBOARD_GATEWAY_USER and _PASSWORD as basic credentials.',
    '',
    'No key is handed over twice. Where a connection breaks before the gateway has answered, or a run is killed, nobody',
    'knows whether it took the message: it is in doubt, and stays so until --retry-uncertain. A gateway that takes a key',
    'once, however often it is posted, needs no such care: say --idempotent-gateway, and what is in doubt is posted again.',
    'One run has a blast in hand at a time; one that died on this machine is succeeded at once, on another in three minutes.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/blasts/run.ts')).runBlasts,
  gather: gatherRun,
  goesOn,
  show: ({ blasts, due }) => ({
    columns: columns<Progress & Record<string, unknown>>(
      'name',
      'state',
      column('handed', { title: 'handed over', kind: 'number' }),
      column('waiting', { kind: 'number' }),
      column('failed', { kind: 'number' }),
      column('uncertain', { title: 'in doubt', kind: 'number' }),
      'reason',
    ),
    rows: blasts.map((blast) => ({ ...blast, ...blast.outcomes })),
    notes: [
      ...blasts.flatMap(({ name, outcomes }) =>
        outcomes ? outcomeNotes(outcomes).map((one) => `${name}: ${one}`) : [],
      ),
      ...(blasts.length === 0 ? ['nothing is due'] : []),
      ...(due === null ? [] : [`next: ${due}`]),
    ],
    reports: true,
  }),
  names: ({ blasts }) => blasts.map(({ name }) => name),
});
