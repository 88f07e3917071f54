import type { Action } from '../../access/actions.ts';
import { type Mark, markOf } from '../../access/mark.ts';
import type { Scope } from '../../access/scope.ts';
import type { Column } from '../../render/view.ts';

/** What may be done in a module, what within limits, and what not. */
type ModuleRow = { readonly module: string } & Record<Mark, string[]>;

/** The columns of a table of modules. */
export const MODULE_COLUMNS: readonly Column[] = [
  { key: 'module' },
  { key: 'full', title: '✅' },
  { key: 'limited', title: '⭕' },
  { key: 'none', title: '❌' },
];

/** Actions by their modules, each under the mark of its scope. */
export function modulesOf(actions: readonly { readonly action: Action; readonly scope: Scope }[]): ModuleRow[] {
  const rows = new Map<string, ModuleRow>();
  for (const { action, scope } of actions) {
    const [module, verb] = action.split('.') as [string, string];
    const row = rows.get(module) ?? { module, full: [], limited: [], none: [] };
    row[markOf(scope)].push(verb);
    rows.set(module, row);
  }
  return [...rows.values()];
}
