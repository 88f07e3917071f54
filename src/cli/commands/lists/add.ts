import { columns, face } from '../../face.ts';
import { WHERE, whereOf } from '../../where.ts';

/** Adds a list. */
export const add = face({
  usage: 'add <name>',
  about: 'add a list of contacts, to be filled by hand; with a filter it is a segment, which fills itself',
  examples: [
    ['switchboard lists add "spring sale" --about "asked to hear of it"', 'a list, still empty'],
    [
      'switchboard lists add boston --where "city = Boston" --where "tag = vip"',
      'whoever passes both, whenever it is asked',
    ],
    ['switchboard lists add newsletter --wants-consent', 'blasts go only to those of it who opted in'],
  ],
  flags: [
    { flags: '--about <text>', about: 'what it is for' },
    WHERE,
    { flags: '--wants-consent', about: 'blasts go only to those of it who opted in on the line' },
  ],
  operation: async () => (await import('../../../operations/lists/add.ts')).addList,
  gather: (given) => ({
    name: given.args[0] as string,
    about: given.text('about'),
    where: whereOf(given),
    wantsConsent: given.flag('wantsConsent'),
  }),
  show: (answer) => ({
    record: { ...answer, where: answer.where.join(' and ') },
    columns: columns<typeof answer>(
      'name',
      'kind',
      ...(answer.kind === 'segment' ? ['where' as const] : []),
      'about',
      'change',
    ),
  }),
  names: ({ name }) => [name],
});
