import type { Fault } from '../../../domain/fault.ts';
import { plural } from '../../../domain/words.ts';
import { face } from '../../face.ts';
import { FAULT_COLUMNS } from '../../fault-columns.ts';
import { changedMembers, reportView } from './report.ts';

/** Makes grants what a file states. */
export const sync = face({
  usage: 'sync <file>',
  about: 'make members hold exactly what a file states (CSV or JSON lines, - for standard input)',
  examples: [
    ['switchboard grants sync grants.csv --dry-run', 'exactly what would change'],
    ['switchboard grants sync grants.csv', 'what is missing is added, what is not stated is ended'],
  ],
  notes: [
    'Columns, in any order: email, lines, products. Several values in a cell are parted by ; or |.',
    'An empty cell says that the member is to hold none; a column that is not there leaves its kind alone,',
    'and so do members whom the file does not name. Columns that begin with _ are ignored.',
    'Nothing is changed unless every row is good. A second run changes nothing.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/grants/sync.ts')).syncGrants,
  gather: async (given, around) => {
    const { readSheet } = await import('../../grant-sheet.ts');
    return readSheet(given.args[0] as string, around);
  },
  show: (report) => {
    if (report.faults.length === 0) return reportView(report);
    const { faulty, rows } = report;
    return {
      columns: FAULT_COLUMNS,
      rows: report.faults as readonly (Fault & Record<string, unknown>)[],
      notes: [`${plural(faulty, 'line')} at fault, ${plural(rows, 'row')} read: nothing was changed`],
    };
  },
  names: changedMembers,
});
