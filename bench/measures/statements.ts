import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/access/gate.ts';
import type { Session } from '../../src/access/session.ts';
import { readRoster } from '../../src/cli/roster.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import { inviteUsers } from '../../src/operations/users/invite.ts';
import type { Measure } from '../bench.ts';
import { writeRoster } from '../invites/roster.ts';
import { databaseIn, makeCompany } from '../product.ts';

/** How many statements an import asks of the store: the same number, whatever the rows. */
export const statements: Measure = async ({ folder: scratch, quick }) => {
  const rows: string[][] = [];
  for (const size of quick ? [10, 1_000] : [10, 1_000, 100_000]) {
    const folder = join(scratch, `statements-${size}`);
    mkdirSync(folder);
    makeCompany(folder, ['conversations', 'blast']);
    const roster = join(folder, 'roster.csv');
    writeRoster(roster, { rows: size });
    const heard = await heardWhileInviting(folder, roster);
    const loads = heard.filter((statement) => /^insert into staged_\w+ \(.*\) values/.test(statement));
    const asked = heard.length - loads.length;
    rows.push([size.toLocaleString('en'), String(asked), String(new Set(heard).size), String(loads.length)]);
  }
  return [
    { head: ['rows', 'statements', 'different texts', 'loads into the stage, a few for each piece of the file'], rows },
  ];
};

async function heardWhileInviting(folder: string, roster: string): Promise<string[]> {
  const heard: string[] = [];
  const { signal } = new AbortController();
  const around = { cwd: folder, stdin: () => process.stdin, stderr: { isTerminal: false }, signal };
  const { rows, source, columns } = await readRoster(roster, around as unknown as Surroundings, {}, false);
  const session: Session = {
    store: databaseIn(folder),
    workspace: null,
    as: 'ada@acme.com',
    mode: 'run',
    now: Date.now,
    random: (bytes) => new Uint8Array(bytes),
    osUser: 'bench',
    host: 'bench',
    heads: null,
    patience: undefined,
    signal,
    beforeApply: () => {},
    note: () => {},
    onStatement: (statement) => heard.push(statement),
  };
  const input = { rows, source, columns: { ...columns }, keepGoing: false, expires: 86_400_000 };
  await run(inviteUsers, input, session, { done: async () => {}, judged: async () => {}, repeated: async () => {} });
  return heard;
}
