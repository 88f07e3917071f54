import { invalid } from '../../../domain/errors.ts';
import type { Fault } from '../../../domain/fault.ts';
import { plural } from '../../../domain/words.ts';
import type { FillReport } from '../../../operations/lists/fill.ts';
import { face } from '../../face.ts';
import { FAULT_COLUMNS } from '../../fault-columns.ts';
import { WHERE, whereOf } from '../../where.ts';

/** Fills a list. */
export const fill = face({
  usage: 'fill <list> [contacts...]',
  about: 'put contacts on a list, or take them off: some by name, those that a filter finds, or those in a file',
  examples: [
    ['switchboard lists fill "spring sale" +15550123 di@example.com', 'two of them'],
    ['switchboard lists fill "spring sale" --where "city = Boston"', 'everybody in Boston as of now'],
    ['switchboard lists fill "spring sale" --file numbers.txt --country US', 'a number or an address on each line'],
    ['switchboard lists fill "spring sale" --remove --file left.csv --keep-going', 'take off those in a file'],
  ],
  flags: [
    {
      flags: '--file <file>',
      about: 'lines, CSV (a column contact, phone or email) or JSON lines; - for standard input',
    },
    WHERE,
    { flags: '--remove', about: 'take them off the list' },
    { flags: '--country <code>', about: 'the country, in two letters, whose national form numbers in the file have' },
    { flags: '--keep-going', about: 'apply the good rows of a file, leave the others' },
    { flags: '--rejects <file>', about: 'write the rejected rows there, to be mended and fed back' },
  ],
  notes: [
    'Nothing is changed unless every row of a file is good (see --keep-going). A second run changes nothing.',
    'Columns of a CSV file that name nobody are passed over.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/lists/fill.ts')).fillList,
  gather: async (given, around) => {
    const [list, ...contacts] = given.args as [string, ...string[]];
    const file = given.text('file');
    const where = whereOf(given);
    if ([contacts.length > 0, where.length > 0, file !== undefined].filter(Boolean).length !== 1) {
      throw invalid(
        'usage',
        'whom to put on the list? name contacts, or say --where FILTER or --file FILE: one of them',
        {
          hint: 'see: switchboard lists fill --help',
        },
      );
    }
    const common = { list, contacts, where, removes: given.flag('remove'), keepGoing: given.flag('keepGoing') };
    if (file === undefined) return { ...common, source: where.length > 0 ? 'filter' : 'arguments' };
    const { readContactSheet } = await import('../../contact-sheet.ts');
    const rejects = given.text('rejects');
    const sheet = await readContactSheet(file, around, given.text('country'), rejects !== undefined);
    return {
      ...common,
      rows: sheet.rows,
      source: sheet.source,
      column: sheet.column ?? undefined,
      rejects:
        rejects === undefined
          ? undefined
          : await (await import('../../rows.ts')).rejectsOf(rejects, sheet.header, given, around),
    };
  },
  show: (report) => ({
    columns: FAULT_COLUMNS,
    rows: report.faults as AsyncIterable<Fault & Record<string, unknown>>,
    reports: true,
    notes: sentences(report),
  }),
  names: ({ list }) => [list],
  isSmall: (given) => given.text('file') === undefined,
  isPartial: ({ rejected }) => rejected > 0,
});

function sentences({ batch, list, added, removed, unchanged, rejected, faulty, rows }: FillReport): string[] {
  if (rejected === rows && faulty > 0) return [`${plural(faulty, 'row')} of ${rows} at fault: nothing was changed`];
  return [
    `"${list}", ${plural(rows, 'contact')}: ${added} added, ${removed} removed, ${unchanged} unchanged, ${rejected} rejected`,
    ...(batch === null ? [] : [`batch ${batch}`]),
  ];
}
