import { resolve } from 'node:path';
import { invalid } from '../../../domain/errors.ts';
import type { Fault } from '../../../domain/fault.ts';
import type { RosterDefaults } from '../../../domain/roster.ts';
import { duration } from '../../../domain/time.ts';
import { plural } from '../../../domain/words.ts';
import type { InviteReport } from '../../../operations/users/invite.ts';
import { face, type Given } from '../../face.ts';
import { FAULT_COLUMNS } from '../../fault-columns.ts';
import { workNotes } from '../../parted-work.ts';
import type { Surroundings } from '../../surroundings.ts';

/** Invites people: a few by name, or a roster of up to a million. */
export const invite = face({
  usage: 'invite [file-or-emails...]',
  about: 'invite people: a few by address, or everyone in a file (CSV or JSON lines, - for standard input)',
  examples: [
    ['switchboard users invite roster.csv', 'everyone in the file, or nobody'],
    [
      'switchboard users invite roster.csv --keep-going --rejects rejected.csv',
      'the good rows; the others to be mended',
    ],
    ['switchboard users invite bo@acme.com cy@acme.com --role standard --lines +15550100', 'two people'],
  ],
  flags: [
    { flags: '--role <role>', about: 'for rows that say none; the least role when left out' },
    { flags: '--lines <lines...>', about: 'lines for rows that say none' },
    { flags: '--products <products...>', about: 'products for rows that say none' },
    { flags: '--teams <teams...>', about: 'teams for rows that say none' },
    { flags: '--restrictions <names...>', about: 'restrictions for rows that say none' },
    { flags: '--status <status>', about: 'invited (the default), active or suspended, for rows that say none' },
    { flags: '--on-existing <what>', about: 'skip, update or fail; when left out, members who differ are faults' },
    { flags: '--keep-going', about: 'apply the good rows even if others are rejected' },
    { flags: '--rejects <file>', about: 'write the rejected rows there, as they were, with what is wrong' },
    { flags: '--tokens <file>', about: 'write the acceptance tokens there (a new file, readable by you alone)' },
    { flags: '--expires <duration>', about: 'how long the invitations hold (7d)' },
  ],
  notes: [
    'Columns, in any order: email, name (or first_name, last_name), role, lines, products, teams, restrictions, status.',
    'Several values in a cell are parted by ; or |. Columns that begin with _ are ignored.',
    'Nothing is changed unless every row is good (see --keep-going). A second run changes nothing.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/users/invite.ts')).inviteUsers,
  gather: async (given, around) => {
    const { namesFile, readRoster, rosterOf } = await import('../../roster.ts');
    const { rejectsOf } = await import('../../rows.ts');
    const people = given.args.length > 0 ? given.args : await asked(around);
    const rejects = given.text('rejects');
    const tokens = given.text('tokens');
    const defaults = defaultsOf(given);
    const roster = namesFile(people, around.cwd)
      ? await readRoster(people[0] as string, around, defaults, rejects !== undefined)
      : rosterOf(people, defaults);
    return {
      rows: roster.rows,
      source: roster.source,
      columns: { ...roster.columns },
      onExisting: given.text('onExisting') as 'skip' | 'update' | 'fail' | undefined,
      keepGoing: given.flag('keepGoing'),
      defaults: typedDefaults(given),
      expires: duration(given.text('expires') ?? '7d'),
      rejects: rejects === undefined ? undefined : await rejectsOf(rejects, roster.header, given, around),
      tokens:
        tokens === undefined
          ? undefined
          : (await import('../../secret-file.ts')).secretFile(resolve(around.cwd, tokens)),
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
  settle: async (kept, { tokens }) => tokens?.settle(kept),
  isSmall: async (given, cwd) =>
    given.text('tokens') === undefined &&
    given.text('rejects') === undefined &&
    !(await import('../../roster.ts')).namesFile(given.args, cwd),
});

function sentences({
  batch,
  doneBefore,
  invited,
  updated,
  unchanged,
  rejected,
  faulty,
  rows,
  work,
}: InviteReport): string[] {
  if (rejected === rows && faulty > 0) return [`${plural(faulty, 'row')} of ${rows} at fault: nothing was changed`];
  const counted = `${plural(rows, 'row')}: ${invited} invited, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`;
  const known = doneBefore === undefined ? [] : [`done before, as ${doneBefore}`];
  return [counted, ...known, ...(work ? workNotes(work) : []), ...(batch === null ? [] : [`batch ${batch}`])];
}

const isOne = (name: string): boolean => name === 'role' || name === 'status';

/** What was typed for rows that say nothing themselves; nothing where nothing was. */
function typedDefaults(given: Given): Record<string, string[]> | undefined {
  const typed = ['role', 'status', 'lines', 'products', 'teams', 'restrictions'].flatMap(
    (name): [string, string[]][] => {
      const values: readonly string[] = isOne(name) ? [given.text(name) ?? []].flat() : (given.list(name) ?? []);
      return values.length > 0 ? [[name, [...values]]] : [];
    },
  );
  return typed.length === 0 ? undefined : Object.fromEntries<string[]>(typed);
}

function defaultsOf(given: Given): RosterDefaults {
  const texts = { role: given.text('role'), status: given.text('status') };
  const lists = Object.fromEntries(
    ['lines', 'products', 'teams', 'restrictions'].map((name) => [name, given.list(name) ?? null]),
  );
  return { ...lists, role: texts.role ?? null, status: texts.status ?? null };
}

/** Asks for the addresses at a terminal. */
async function asked(around: Surroundings): Promise<readonly string[]> {
  if (!around.asks) throw invalid('usage', 'whom to invite? name a file, or one address or more');
  const { ask } = await import('../../ask.ts');
  const typed = await ask(around, 'Whom to invite? (addresses)', (answer) =>
    answer.includes('@') ? undefined : 'type an address',
  );
  return typed.split(/[\s,;]+/).filter((word) => word !== '');
}
