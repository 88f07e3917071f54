import { columns, face } from '../../face.ts';

/** Approves a blast, or rejects it. */
export const approve = face({
  usage: 'approve <blast>',
  about: 'approve a blast that waits for it, or reject it with a note; nobody decides on their own',
  examples: [
    ['switchboard blasts approve spring', 'its author may send it now'],
    ['switchboard blasts approve spring --reject --note "No prices in text messages"', 'it goes back, and says why'],
  ],
  flags: [
    { flags: '--reject', about: 'reject it' },
    { flags: '--note <text>', about: 'what its author should know' },
  ],
  operation: async () => (await import('../../../operations/blasts/approve.ts')).approveBlast,
  gather: (given) => ({
    blast: given.args[0] as string,
    reject: given.flag('reject'),
    note: given.text('note'),
  }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'name',
      'state',
      'author',
      'by',
      ...(answer.note === null ? [] : ['note' as const]),
      'next',
    ),
  }),
  names: ({ name }) => [name],
});
