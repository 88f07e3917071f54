import { column, columns, face } from '../../face.ts';

export const snapshot = face({
  usage: 'snapshot <name>',
  about: 'keep the database as it is now under a name, to put it back to',
  examples: [
    ['switchboard seed snapshot base', 'then, as often as wanted: switchboard seed reset --to base'],
    ['switchboard seed snapshot base --replace', 'take it anew'],
  ],
  flags: [{ flags: '--replace', about: 'in the place of the snapshot that has this name' }],
  notes:
    'Snapshots are whole databases: in a folder beside the file, DATABASE.snapshots, that only you can read, or beside the ' +
    'database on its server, as DATABASE.snapshot.NAME. Remove one as you remove a file or a database. ' +
    'They are for tests: what must outlast a disk is a backup (switchboard db backup).',
  operation: async () => (await import('../../../operations/seed/snapshot.ts')).seedSnapshot,
  gather: (given) => ({ name: given.args[0] as string, replace: given.flag('replace') }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'snapshot',
      'file',
      column('made', { kind: 'time' }),
      column('bytes', { kind: 'number' }),
    ),
  }),
  names: (answer) => [answer.snapshot],
});

export const snapshots = face({
  usage: 'snapshots',
  about: 'list the snapshots of the database',
  examples: [['switchboard seed snapshots', 'what switchboard seed reset --to can put it back to']],
  operation: async () => (await import('../../../operations/seed/snapshots.ts')).seedSnapshots,
  gather: () => ({}),
  show: ({ snapshots: rows }) => ({
    columns: columns<(typeof rows)[number]>(
      column('name', { title: 'snapshot' }),
      column('made', { kind: 'time' }),
      column('bytes', { kind: 'number' }),
    ),
    rows,
    empty: 'there is no snapshot: take one with switchboard seed snapshot NAME',
  }),
  names: ({ snapshots: rows }) => rows.map(({ name }) => name),
});
