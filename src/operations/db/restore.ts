import { basename } from 'node:path';
import { upkeep } from '../../access/operation.ts';
import { amended, rememberAnew } from '../../access/put-back.ts';
import type { Amended } from '../../store/amended.ts';
import { putBack } from '../../store/backup.ts';
import type { Connection } from '../../store/connection.ts';
import { mustBeFile } from '../../store/server.ts';
import { text } from '../input.ts';

/** Puts a backup in the place of the database and keeps what was there; invitation tokens of the backup are void. */
export const dbRestore = upkeep({
  name: 'db restore',
  needs: ['workspace.edit'],
  input: { from: text(4096) },
  touches: ({ from }) => [from],
  mends: true,
  fits: ({ store }) => mustBeFile(store, 'db restore'),
  does: async (tools, { from }) => {
    const { session, rehearsal } = tools;
    let told: Amended | undefined;
    const amend = async (connection: Connection) => {
      told = await amended(connection, { from: basename(from) }, tools);
    };
    const { patience } = session;
    const kept = await putBack(session.store, { from, at: session.now(), rehearsal, patience, amend });
    if (told !== undefined && !rehearsal) rememberAnew(session, told);
    return { restored: session.store, from, kept, workspaces: told?.workspaces ?? [] };
  },
});
