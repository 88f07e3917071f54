import { column, columns, face } from '../../face.ts';

/** Edits a list. */
export const edit = face({
  usage: 'edit <list>',
  about: 'change the name, the description or the ways of a list',
  examples: [
    ['switchboard lists edit "spring sale" --name "summer sale"', 'another name'],
    ['switchboard lists edit newsletter --no-wants-consent', 'blasts go to all of it who did not opt out'],
  ],
  flags: [
    { flags: '--name <name>', about: 'what it is called' },
    { flags: '--about <text>', about: 'what it is for; an empty one takes it away' },
    { flags: '--wants-consent', about: 'blasts go only to those of it who opted in on the line' },
    { flags: '--no-wants-consent', about: 'blasts go to all of it who did not opt out' },
  ],
  operation: async () => (await import('../../../operations/lists/edit.ts')).editList,
  gather: (given) => {
    const wants = given.text('wantsConsent');
    return {
      list: given.args[0] as string,
      name: given.text('name'),
      about: given.text('about'),
      wantsConsent: wants === undefined ? undefined : wants === 'true',
    };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'name',
      'kind',
      'about',
      column('wantsConsent', { title: 'wants consent' }),
      'change',
    ),
  }),
  names: ({ name }) => [name],
});
