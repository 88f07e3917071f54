import type { Fault } from '../../../domain/fault.ts';
import { plural } from '../../../domain/words.ts';
import type { ImportReport } from '../../../operations/contacts/import.ts';
import { face } from '../../face.ts';
import { FAULT_COLUMNS } from '../../fault-columns.ts';

/** Imports contacts from a file of up to a million and more. */
export const importing = face({
  usage: 'import <file>',
  about: 'import contacts from a file (CSV or JSON lines, - for standard input)',
  examples: [
    ['switchboard contacts import contacts.csv', 'everyone in the file, or nobody'],
    [
      'switchboard contacts import contacts.csv --keep-going --rejects rejected.csv',
      'the good rows; the others to be mended',
    ],
    [
      'switchboard contacts import leads.csv --country DE --tags fair --list "Spring"',
      'national numbers, tagged, on a list',
    ],
  ],
  flags: [
    {
      flags: '--country <code>',
      about: 'whose national numbers are meant; the country of the workspace when left out',
    },
    { flags: '--on-existing <what>', about: 'skip, update or fail; when left out, contacts that differ are faults' },
    { flags: '--keep-going', about: 'apply the good rows even if others are rejected' },
    { flags: '--rejects <file>', about: 'write the rejected rows there, as they were, with what is wrong' },
    { flags: '--tags <tags...>', about: 'put on every contact of the file' },
    { flags: '--list <names...>', about: 'put every contact of the file on these lists' },
  ],
  notes: [
    'Columns, in any order: phone, email, name (or first_name, last_name), tags, lists, assignee, team, time_zone, and',
    'each custom field by its name. A row has a number or an address. Several values in a cell are parted by ; or |.',
    'Columns that begin with _ are ignored. An empty cell never overwrites, and tags and lists are only added.',
    'Nothing is changed unless every row is good (see --keep-going). A second run changes nothing.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/contacts/import.ts')).importContacts,
  gather: async (given, around) => {
    const { openContacts } = await import('../../contacts-file.ts');
    const { rejectsOf } = await import('../../rows.ts');
    const rejects = given.text('rejects');
    const file = await openContacts(given.args[0] as string, around, rejects !== undefined);
    return {
      file,
      source: file.source,
      country: given.text('country'),
      onExisting: given.text('onExisting') as 'skip' | 'update' | 'fail' | undefined,
      keepGoing: given.flag('keepGoing'),
      tags: [...(given.list('tags') ?? [])],
      lists: [...(given.list('list') ?? [])],
      rejects: rejects === undefined ? undefined : await rejectsOf(rejects, file.header, given, around),
    };
  },
  show: (report) => ({
    columns: FAULT_COLUMNS,
    rows: report.faults as AsyncIterable<Fault & Record<string, unknown>>,
    reports: true,
    notes: sentences(report),
  }),
  names: ({ batch }) => (batch === null ? [] : [batch]),
  isPartial: ({ rejected }) => rejected > 0,
});

function sentences({ batch, doneBefore, added, updated, unchanged, rejected, faulty, rows }: ImportReport): string[] {
  if (rejected === rows && faulty > 0) return [`${plural(faulty, 'row')} of ${rows} at fault: nothing was changed`];
  const counted = `${plural(rows, 'row')}: ${added} added, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`;
  const known = doneBefore === undefined ? [] : [`done before, as ${doneBefore}`];
  return [counted, ...known, ...(batch === null ? [] : [`batch ${batch}`])];
}
