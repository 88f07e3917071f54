import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ACTIONS, actionFacts } from '../../src/access/actions.ts';
import { decide, verdict } from '../../src/access/decide.ts';
import { RESTRICTIONS } from '../../src/access/restrictions.ts';
import { builtInRoles, type Model } from '../../src/access/roles.ts';
import { listOf } from '../../src/access/sets.ts';
import * as model from '../support/model.ts';
import { kindOf, MALLORY, resourceOf, subjectOf, thingsIn, world } from '../support/worlds.ts';

const CELLS = 100_000;

it('the catalogue has the actions of the documentation, all of them and in its order', () => {
  const order = (names: readonly string[]) => [...names].sort();
  expect(order(ACTIONS)).toEqual(order(model.EVERY_ACTION));
  expect(ACTIONS.map((action) => actionFacts(action).module)).toEqual(
    model.EVERY_ACTION.map((action) => action.split('.')[0]),
  );
});

it.each(['standard-admin', 'owner-manager-agent'] as const)(
  'the built-in roles of %s are those of the tables',
  (kind: Model) => {
    const written = model.builtInRoles(kind);
    expect(
      builtInRoles(kind)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...written.keys()].sort());
    for (const role of builtInRoles(kind)) {
      const own = written.get(role.name) as model.Role;
      expect({ role: role.name, allows: [...listOf(role.actions)].sort() }).toEqual({
        role: role.name,
        allows: [...own.allows].sort(),
      });
      expect(role).toMatchObject({ lines: own.lines, products: own.products, managesCustom: own.managesCustom });
      expect(new Set(role.manages)).toEqual(own.manages);
    }
  },
);

it('the restrictions are those of the documentation', () => {
  expect(RESTRICTIONS.map(({ name }) => name).sort()).toEqual([...model.RESTRICTIONS].sort());
});

it('a hundred thousand random questions are answered as an independent model answers them', {
  timeout: 120_000,
}, () => {
  let cells = 0;
  let yeses = 0;
  const met = new Set<string>();
  const apart: string[] = [];
  const check = fc.property(
    world.chain((one) => fc.tuple(fc.constant(one), thingsIn(one), thingsIn(one), thingsIn(one))),
    ([one, ...many]) => {
      for (const email of [...one.people.keys(), MALLORY]) {
        const subject = subjectOf(one, email);
        for (const things of many) {
          for (const action of ACTIONS) {
            const thing = things[kindOf(action)];
            const codes = model.standsInTheWay(one, email, action, thing);
            const resource = resourceOf(one, thing);
            const decision = decide(subject, action, resource);
            const found = decision.steps.flatMap((step) => step.code ?? []);
            const quick = verdict(subject, actionFacts(action), resource);
            const isKnown = !one.people.has(email) || one.roles.has(one.people.get(email)?.role ?? '');
            const told = (isKnown ? codes : codes.slice(0, 1)).join();
            const asked = (isKnown ? found : found.slice(0, 1)).join();
            const answers = `the model says ${told}, decide says ${asked}, verdict says ${quick}`;
            if (told !== asked || quick !== (codes[0] ?? 'pass')) apart.push(`${email} ${action}: ${answers}`);
            for (const code of codes) met.add(code);
            cells += 1;
            yeses += codes.length === 0 ? 1 : 0;
          }
        }
      }
    },
  );
  // What is rare is drawn for until it is met.
  for (let rounds = 0; rounds < 10 && met.size < EVERY_CODE.length; rounds++) {
    const { seed } = fc.check(check, { numRuns: 150 });
    expect(apart, `seed ${seed}`).toEqual([]);
  }
  expect(cells).toBeGreaterThanOrEqual(CELLS);
  // The worlds are neither all shut nor all open, and every code there is was met.
  expect(yeses / cells).toBeGreaterThan(0.1);
  expect(yeses / cells).toBeLessThan(0.9);
  expect([...met].sort()).toEqual(EVERY_CODE);
});

const EVERY_CODE = [
  'line.inactive',
  'line.missing',
  'line.not-granted',
  'member.invited',
  'member.stranger',
  'member.suspended',
  'product.not-activated',
  'product.not-granted',
  'rank.exceeds-own',
  'rank.last-holder',
  'rank.not-managed',
  'rank.self',
  'record.not-visible',
  'restriction.contact-deletion',
  'restriction.data-export',
  'restriction.shortcuts',
  'restriction.space-settings',
  'role.lacks-action',
  'workspace.archived',
];
