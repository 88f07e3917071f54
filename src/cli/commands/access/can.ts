import { face } from '../../face.ts';
import { canBatch } from './can-batch.ts';
import { ABOUT, asked } from './question.ts';

const EXAMPLE = 'switchboard access can bo@acme.com blasts.create --line +15550100';

/** Whether somebody may. */
export const can = face({
  usage: 'can [member] [action]',
  about: 'say yes or no, and what decides it; exit 0 or 1',
  examples: [
    [EXAMPLE, 'may he create a blast on that line?'],
    [
      'switchboard access can ada@acme.com roles.assign --on-user bo@acme.com --role admin',
      'may she make him an admin?',
    ],
    ['switchboard access can --batch questions.jsonl', 'an answer to each line of a file'],
  ],
  flags: [...ABOUT, { flags: '--batch <file>', about: 'answer every line of a file, - for standard input' }],
  notes: [
    'A question about somebody else needs access.view. Somebody who is no member may nothing, so the answer is no.',
    'A batch is lines of JSON: {"member","action"} and where it matters "line", "product", "contact",',
    '"conversation", "blast", "user", "role".',
    'It answers a line each, in order: {"allowed":false,"code":"line.not-granted"}. Its noes are answers: it exits 0,',
    'or 2 where a question could not be understood.',
  ].join('\n'),
  instead: (given) => (given.text('batch') === undefined ? undefined : canBatch),
  operation: async () => (await import('../../../operations/access/can.ts')).canAccess,
  gather: (given) => asked(given, EXAMPLE),
  show: ({ allowed, because }) => ({ lines: [`${allowed ? 'yes' : 'no'}: ${because}`] }),
  names: ({ allowed }) => [allowed ? 'yes' : 'no'],
  isNo: ({ allowed }) => !allowed,
});
