import { barred } from '../../access/barred.ts';
import { type Combination, combined, type GrantReport, grantAsk, granting, settleGrants } from '../../access/grants.ts';
import { lineResource } from '../../access/line-names.ts';
import { change, type Sight } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import type { Subject } from '../../access/subject.ts';
import { invalid } from '../../domain/errors.ts';
import { linesById } from '../../store/subjects.ts';
import { email, emails } from '../input.ts';

/** Grants members every line and product that another member was granted; nothing is taken from anyone. */
export const copyGrants = change({
  name: 'grants copy',
  needs: ['grants.view', 'grants.lines', 'grants.products'],
  isOwn: true,
  input: { from: email(), to: emails() },
  asks: async (words, sight) => {
    const view = { needs: 'grants.view', on: workspaceItself } as const;
    if (barred(sight.actor, ['grants.view']).length > 0) return [view];
    return [view, ...(await copied(sight, words)).combinations.map(grantAsk)];
  },
  does: async (pass, words) => {
    const { from, combinations } = await copied(pass, words);
    return settleGrants(pass, combinations.map(granting), unheard(from));
  },
  counts: ({ added, unchanged }: GrantReport) => ({ added, unchanged }),
});

interface Words {
  readonly from: string;
  readonly to: readonly string[];
}

/** Whoever gets something, combined with everything that the first member was granted. */
async function copied(sight: Sight, { from, to }: Words): Promise<{ from: Subject; combinations: Combination[] }> {
  const [source, ...targets] = await membersNamed(sight, [from, ...to]);
  if (source === undefined) throw new Error('nobody to copy from');
  const distinct = new Map(targets.map((one) => [one.subject.userId, one]));
  if (distinct.has(source.subject.userId)) {
    throw invalid('usage', `${from} is both whom to copy from and whom to copy to`, {
      hint: 'name somebody else to copy to',
    });
  }
  const ids = [...source.subject.lines.keys()];
  const rows = ids.length === 0 ? [] : await linesById(sight.connection, sight.workspace.id, ids);
  const lines = rows.map(lineResource).sort((a, b) => (a.name < b.name ? -1 : 1));
  const products = [...source.subject.products.keys()].sort();
  return {
    from: source.subject,
    combinations: [...distinct.values()].flatMap((one) => combined(one, lines, products)),
  };
}

/** What a role reaches was not granted, and so is not copied. */
const unheard = ({ email: who, role, lines, products }: Subject): string[] => {
  const all = (['lines', 'products'] as const).filter((kind) => role?.[kind] === 'all');
  if (all.length > 0)
    return [`${who} reaches all ${all.join(' and ')} by the role ${role?.name}; only grants are copied`];
  return lines.size + products.size === 0 ? [`${who} was granted nothing`] : [];
};
