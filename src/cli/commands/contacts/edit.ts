import { columns, face } from '../../face.ts';

/** Edits contacts. */
export const edit = face({
  usage: 'edit <contacts...>',
  about: 'change one contact or several: names, addresses, values, tags, who answers for them',
  examples: [
    ['switchboard contacts edit +16175550100 --set city=Salem --unset plan', 'a value given, one taken away'],
    ['switchboard contacts edit +16175550100 --phone +16175550199 --last-name Jones', 'another number and name'],
    ['switchboard contacts edit +16175550100 +16175550101 --tag vip --untag new', 'tags of two'],
  ],
  flags: [
    { flags: '--set <field=value...>', about: 'a value of a custom field' },
    { flags: '--unset <fields...>', about: 'custom fields to be without a value' },
    { flags: '--tag <tags...>', about: 'tags to put on' },
    { flags: '--untag <tags...>', about: 'tags to take off' },
    { flags: '--phone <number>', about: 'another number; an empty one takes it away' },
    { flags: '--email <address>', about: 'another e-mail address; an empty one takes it away' },
    { flags: '--name <name>', about: 'the whole name: its last word is the last name' },
    { flags: '--first-name <name>', about: 'the first name; an empty one takes it away' },
    { flags: '--last-name <name>', about: 'the last name; an empty one takes it away' },
    { flags: '--time-zone <zone>', about: 'where they are: America/New_York; an empty one takes it away' },
    { flags: '--assignee <email>', about: 'the member who answers for them' },
    { flags: '--team <team>', about: 'the team that answers for them' },
    { flags: '--country <code>', about: 'the country, in two letters, whose national form the number has' },
  ],
  operation: async () => (await import('../../../operations/contacts/edit.ts')).editContacts,
  gather: (given) => {
    const list = (name: string) => {
      const words = given.list(name);
      return words && [...words];
    };
    const set = given.each('set');
    return {
      contacts: [...given.args],
      phone: given.text('phone'),
      email: given.text('email'),
      name: given.text('name'),
      firstName: given.text('firstName'),
      lastName: given.text('lastName'),
      timeZone: given.text('timeZone'),
      country: given.text('country'),
      set: set && [...set],
      unset: list('unset'),
      tag: list('tag'),
      untag: list('untag'),
      assignee: given.text('assignee'),
      team: given.text('team'),
    };
  },
  show: ({ edited }) => ({ columns: columns<(typeof edited)[number]>('contact', 'change'), rows: edited }),
  names: ({ edited }) => edited.map(({ contact }) => contact),
});
