import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { invalid } from '../../domain/errors.ts';
import { recollect } from '../../store/heads.ts';
import {
  type Anchor,
  type Check,
  checkAnchor,
  checkFacts,
  checkHead,
  readAnchor,
  walkChain,
} from '../../store/verify.ts';
import { optional, text } from '../input.ts';

/** Whether the ledger is what it was: its chain, its facts, the head remembered here, and a line kept elsewhere. */
export const verifyLedger = question({
  name: 'audit verify',
  needs: ['audit.view'],
  input: { expect: optional(text(400)) },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async ({ connection, workspace, heads, store }, { expect }) => {
    const anchor = expect === undefined ? undefined : anchorOn(expect, workspace.slug);
    const { database, heads: remembered, original } = await recollect(connection, heads, store);
    const { head, check: chain } = await walkChain(connection, workspace.id);
    const checks: Check[] = [
      chain,
      await checkFacts(connection, workspace.id),
      await checkHead(connection, workspace.id, remembered[workspace.id], original),
      ...(anchor === undefined ? [] : [await checkAnchor(connection, workspace.id, database, anchor)]),
    ];
    const holds = checks.every(({ outcome }) => outcome !== 'fail');
    return { workspace: workspace.slug, holds, entries: head.number, head: head.hash, checks };
  },
});

function anchorOn(line: string, workspace: string): Anchor {
  const anchor = readAnchor(line);
  if (anchor === undefined) {
    throw invalid('bad-anchor', 'that is no line of "switchboard audit anchor"', {
      hint: 'pass it whole and quoted: --expect "switchboard-anchor …"',
    });
  }
  if (anchor.workspace === workspace) return anchor;
  throw invalid('other-workspace', `the line is of workspace ${anchor.workspace}, and this is ${workspace}`, {
    hint: `name the other with --workspace ${anchor.workspace}`,
  });
}
