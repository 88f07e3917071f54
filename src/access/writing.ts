// What only operations that write need, loaded for them alone: a small question starts without it.
import type { Connection } from '../store/connection.ts';
import { headState, rememberedHeads } from '../store/heads.ts';
import { type Head, headOf } from '../store/ledger.ts';
import { beginWorkspace, databaseId, nameDatabase } from '../store/workspaces.ts';
import type { Operation } from './operation.ts';
import { type Scene, sceneOfFounder } from './scene.ts';
import type { Session } from './session.ts';

export { enterDone, enterRefused, remembering } from './record.ts';

/** Makes the workspace that a founding operation founds; from here on the scene is the new workspace. */
export async function found<I, A>(
  connection: Connection,
  operation: Operation<I, A>,
  input: I,
  scene: Scene,
  session: Session,
): Promise<Scene> {
  const founding = operation.founds?.(input);
  if (founding === undefined) return scene;
  if ((await databaseId(connection)) === '') {
    await nameDatabase(connection, Buffer.from(session.random(16)).toString('hex'));
  }
  return sceneOfFounder(await beginWorkspace(connection, founding), founding, scene.actor.email);
}

/** The ledger's head before this command, compared with the one remembered of this database. */
export async function knownHead(
  connection: Connection,
  { workspace }: Scene,
  session: Session,
  agrees: boolean,
): Promise<Head> {
  const head = await headOf(connection, workspace.id);
  if (session.heads === null || agrees || session.shared?.last(workspace.id)?.hash === head.hash) return head;
  const remembered = rememberedHeads(session.heads, await databaseId(connection))[workspace.id];
  const state = await headState(connection, remembered, workspace.id, head);
  if (state === 'behind' || state === 'sideways') {
    session.note(
      `the ledger of ${workspace.slug} went ${state === 'behind' ? 'backwards' : 'sideways'}: entry ${remembered?.number} ` +
        'was there before and is not now. See: switchboard audit verify',
    );
  }
  return head;
}
