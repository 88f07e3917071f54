import { column, face } from '../../face.ts';

/** Shows a contact. */
export const show = face({
  usage: 'show <contact>',
  about: 'show a contact whole: values, tags, lists, consent and conversations by line, who changed it',
  examples: [
    ['switchboard contacts show +16175550100', 'by number'],
    ['switchboard contacts show mary@x.com --format json', 'by e-mail address, for a script'],
  ],
  operation: async () => (await import('../../../operations/contacts/show.ts')).showContact,
  gather: (given) => ({ contact: given.args[0] as string }),
  show: ({ fields, ...answer }) => ({
    // A field may be called as a part of the contact is by programs; then it stands under its own name, behind.
    record: {
      ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`field ${name}`, value])),
      ...answer,
      consents: answer.consents.map(({ line, state, at, origin }) => `${line}: ${state} since ${at} (${origin})`),
      conversations: answer.conversations.map(
        ({ line, state, claimedBy }) => `${line}: ${state}${claimedBy === null ? '' : `, ${claimedBy}`}`,
      ),
    },
    columns: [
      ...['phone', 'email', 'name', 'assignee', 'team', 'time_zone'].map((key) => ({ key })),
      ...Object.keys(fields).map((name) => ({ key: `field ${name}`, title: name })),
      ...['tags', 'lists', 'consents', 'conversations'].map((key) => ({ key })),
      column('added', { kind: 'time' }),
      { key: 'addedBy' },
      column('changed', { kind: 'time' }),
      { key: 'changedBy' },
      column('version', { kind: 'number' }),
    ],
  }),
  names: ({ phone, email }) => [phone ?? email ?? ''],
});
