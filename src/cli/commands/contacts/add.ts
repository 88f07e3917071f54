import { columns, face } from '../../face.ts';

/** Adds contacts. */
export const add = face({
  usage: 'add [contacts...]',
  about: 'add one contact or several, by number or e-mail address',
  examples: [
    ['switchboard contacts add +16175550100 --name "Mary Ann Smith" --email mary@x.com', 'one, with a name'],
    ['switchboard contacts add "(617) 555-0101" --country US --set city=Boston --tags vip', 'a national form, a field'],
    ['switchboard contacts add +16175550102 +16175550103 --assignee bo@acme.com', 'two, for bo'],
  ],
  flags: [
    { flags: '--phone <number>', about: 'the number of one contact' },
    { flags: '--email <address>', about: 'the e-mail address of one contact' },
    { flags: '--name <name>', about: 'the whole name of one: its last word is the last name' },
    { flags: '--first-name <name>', about: 'the first name of one' },
    { flags: '--last-name <name>', about: 'the last name of one' },
    { flags: '--tags <tags...>', about: 'tags, in any letter case' },
    { flags: '--set <field=value...>', about: 'a value of a custom field' },
    { flags: '--assignee <email>', about: 'the member who answers for them' },
    { flags: '--team <team>', about: 'the team that answers for them' },
    { flags: '--time-zone <zone>', about: 'where they are: America/New_York' },
    { flags: '--country <code>', about: 'the country, in two letters, whose national form numbers have' },
  ],
  operation: async () => (await import('../../../operations/contacts/add.ts')).addContacts,
  gather: (given) => {
    const [tags, set] = [given.list('tags'), given.each('set')];
    return {
      addresses: [...given.args],
      phone: given.text('phone'),
      email: given.text('email'),
      name: given.text('name'),
      firstName: given.text('firstName'),
      lastName: given.text('lastName'),
      tags: tags && [...tags],
      set: set && [...set],
      assignee: given.text('assignee'),
      team: given.text('team'),
      timeZone: given.text('timeZone'),
      country: given.text('country'),
    };
  },
  show: ({ added }) => ({ columns: columns<(typeof added)[number]>('contact', 'change'), rows: added }),
  names: ({ added }) => added.map(({ contact }) => contact),
});
