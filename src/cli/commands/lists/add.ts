import { columns, face } from '../../face.ts';

/** Adds a list. */
export const add = face({
  usage: 'add <name>',
  about: 'add a list of contacts, to be filled by hand',
  examples: [
    ['switchboard lists add "spring sale" --about "asked to hear of it"', 'a list, still empty'],
    ['switchboard lists add newsletter --wants-consent', 'blasts go only to those of it who opted in'],
  ],
  flags: [
    { flags: '--about <text>', about: 'what it is for' },
    { flags: '--wants-consent', about: 'blasts go only to those of it who opted in on the line' },
  ],
  operation: async () => (await import('../../../operations/lists/add.ts')).addList,
  gather: (given) => ({
    name: given.args[0] as string,
    about: given.text('about'),
    wantsConsent: given.flag('wantsConsent'),
  }),
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('name', 'kind', 'about', 'change') }),
  names: ({ name }) => [name],
});
