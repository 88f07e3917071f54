// What is kept and out of use: the work of lines that were removed, the products that were deactivated.
import type { Connection } from './connection.ts';

/** How much work of a kind is kept on lines that were removed. */
export interface Kept {
  readonly kind: 'conversations' | 'responders' | 'blasts' | 'consents';
  readonly n: number;
}

const KINDS: readonly (readonly [kind: Kept['kind'], among: string])[] = [
  ['conversations', '1 = 1'],
  ['responders', 'w.line_id is not null'],
  ['blasts', '1 = 1'],
  ['consents', 'w.until is null'],
];

/** How much work is kept on lines that were removed, kind by kind, in one statement. */
export const keptOfLines = ({ all }: Connection, workspaceId: number): Promise<Kept[]> =>
  all<Kept>(
    KINDS.map(
      ([kind, among]) =>
        `select '${kind}' as kind, count(*) as n from ${kind} w left join line_activations a
           on a.workspace_id = w.workspace_id and a.line_id = w.line_id and a.until is null
         where w.workspace_id = $1 and a.since is null and ${among}`,
    ).join(' union all '),
    [workspaceId],
  );

/** The products that were activated once, and are not any more. */
export async function pastProducts({ all }: Connection, workspaceId: number): Promise<string[]> {
  const rows = await all<{ product: string }>(
    `select p.product from product_activations p where p.workspace_id = $1
     group by p.product having count(case when p.until is null then 1 end) = 0 order by p.product`,
    [workspaceId],
  );
  return rows.map(({ product }) => product);
}
