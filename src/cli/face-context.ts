import type { Mode } from '../access/session.ts';
import { shownStore } from '../domain/address.ts';
import { invalid } from '../domain/errors.ts';
import { type Context, storeNamed } from './context.ts';
import type { Face, Given } from './face.ts';

/** The context of one command: the workspace that its argument names, and its own format where none was asked for. */
export function contextFor<I, A>(face: Face<I, A>, given: Given, context: Context, mode: Mode, cwd: string): Context {
  const store = face.storeFrom?.(given);
  if (store !== undefined && context.origins.db.from === 'flag' && storeNamed(store, cwd) !== context.db) {
    throw invalid('usage', `which database: ${shownStore(store)}, or ${shownStore(context.db)} of --db?`);
  }
  const { format, workspace } = context.origins;
  const named = face.workspaceFrom?.(given);
  if (named !== undefined && workspace.from === 'flag' && workspace.value !== named) {
    throw invalid('usage', `which workspace: "${named}", or "${workspace.value}" of --workspace?`);
  }
  const own = mode === 'run' || mode === 'dry-run' ? face.format : undefined;
  return {
    ...context,
    db: store === undefined ? context.db : storeNamed(store, cwd),
    workspace: named ?? context.workspace,
    format: own !== undefined && format.from === 'default' ? own : context.format,
  };
}
