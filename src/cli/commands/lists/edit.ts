import { plural } from '../../../domain/words.ts';
import { column, columns, face } from '../../face.ts';
import { WHERE, whereOf } from '../../where.ts';

/** Edits a list. */
export const edit = face({
  usage: 'edit <list>',
  about: 'change the name, the description or the ways of a list',
  examples: [
    ['switchboard lists edit "spring sale" --name "summer sale"', 'another name'],
    ['switchboard lists edit boston --where "city in Boston,Salem"', 'another filter in the place of the one it had'],
    ['switchboard lists edit newsletter --no-wants-consent', 'blasts go to all of it who did not opt out'],
  ],
  flags: [
    { flags: '--name <name>', about: 'what it is called' },
    { flags: '--about <text>', about: 'what it is for; an empty one takes it away' },
    WHERE,
    { flags: '--freeze', about: 'make a segment a list of those whom it finds now' },
    { flags: '--wants-consent', about: 'blasts go only to those of it who opted in on the line' },
    { flags: '--no-wants-consent', about: 'blasts go to all of it who did not opt out' },
  ],
  notes: 'A list that was filled by hand becomes no segment; a segment becomes a list by --freeze.',
  operation: async () => (await import('../../../operations/lists/edit.ts')).editList,
  gather: (given) => {
    const wants = given.text('wantsConsent');
    return {
      list: given.args[0] as string,
      name: given.text('name'),
      about: given.text('about'),
      where: given.text('where') === undefined ? undefined : whereOf(given),
      freezes: given.flag('freeze') || undefined,
      wantsConsent: wants === undefined ? undefined : wants === 'true',
    };
  },
  show: (answer) => ({
    record: { ...answer, where: answer.where.join(' and ') },
    columns: columns<typeof answer>(
      'name',
      'kind',
      ...(answer.kind === 'segment' ? ['where' as const] : []),
      'about',
      column('wantsConsent', { title: 'wants consent' }),
      'change',
    ),
    notes: answer.frozen === null ? [] : [`${plural(answer.frozen, 'contact')} put on it`],
  }),
  names: ({ name }) => [name],
});
