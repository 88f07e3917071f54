import { LINES } from '../product.ts';
import type { Preparing } from './checker.ts';
import { ROLES, TAKES } from './rules.ts';
import { thingsOf } from './things.ts';

interface Cedar {
  readonly preparsePolicySet: (id: string, policies: { staticPolicies: string }) => { type: string };
  readonly statefulIsAuthorized: (call: object) => { readonly response?: { readonly decision: string } };
}

const permit = (role: string) => `
permit (principal in Role::"${role}", action in Action::"of ${role}", resource) when {
  principal.active &&
  (!(resource has line) || principal.allLines || principal.lines.contains(resource.line)) &&
  (!(resource has product) || principal.allProducts || principal.products.contains(resource.product))
};`;

const forbid = (restriction: string) => `
forbid (principal, action in Action::"taken by ${restriction}", resource) when {
  principal.restrictions.contains("${restriction}")
};`;

/** Cedar (WebAssembly): a policy a role and a restriction, parsed beforehand; actions lie in groups; each call brings its three entities. */
export const cedar: Preparing = async ({ members, questions, actions }) => {
  const { preparsePolicySet, statefulIsAuthorized } = (await import(
    '@cedar-policy/cedar-wasm/nodejs' as string
  )) as Cedar;
  const staticPolicies = [...[...ROLES.keys()].map(permit), ...[...TAKES.keys()].map(forbid)].join('\n');
  const parsed = preparsePolicySet('bench', { staticPolicies });
  if (parsed.type !== 'success') throw new Error(`cedar: ${JSON.stringify(parsed)}`);
  const principals = members.map(({ email, role, status, restrictions, lines, products }) => ({
    uid: { type: 'Member', id: email },
    attrs: {
      active: status === 'active',
      restrictions,
      allLines: ROLES.get(role)!.reachesAllLines,
      allProducts: ROLES.get(role)!.reachesAllProducts,
      lines: lines.map((i) => LINES[i]!),
      products,
    },
    parents: [{ type: 'Role', id: role }],
  }));
  const deeds = new Map(
    actions.map((action) => {
      const roles = [...ROLES].flatMap(([role, { allows }]) => (allows.has(action) ? `of ${role}` : []));
      const takers = [...TAKES].flatMap(([name, takes]) => (takes.has(action) ? `taken by ${name}` : []));
      const parents = [...roles, ...takers].map((id) => ({ type: 'Action', id }));
      return [action, { uid: { type: 'Action', id: action }, attrs: {}, parents }];
    }),
  );
  const things = thingsOf(questions, (attrs) => ({
    uid: { type: 'Thing', id: JSON.stringify(attrs) },
    attrs,
    parents: [],
  }));
  return {
    answer: (into) => {
      for (let i = 0; i < into.length; i++) {
        const { member, action } = questions[i]!;
        const [principal, deed, thing] = [principals[member]!, deeds.get(action)!, things[i]!];
        const { response } = statefulIsAuthorized({
          principal: principal.uid,
          action: deed.uid,
          resource: thing.uid,
          context: {},
          preparsedPolicySetId: 'bench',
          entities: [principal, deed, thing],
        });
        into[i] = response?.decision === 'allow' ? 1 : 0;
      }
    },
  };
};
