import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findAction } from '../../src/access/actions.ts';
import { decide } from '../../src/access/decide.ts';
import * as model from '../support/model.ts';
import { resourceOf, subjectOf } from '../support/worlds.ts';

const FOLDER = new URL('../../fixtures/decisions/', import.meta.url);

/** A small workspace, and what its people may and may not: no codes, a yes; else every code that stands in the way. */
interface Page {
  readonly about: string;
  readonly model: model.World['model'];
  readonly state?: 'archived';
  readonly products: readonly string[];
  readonly lines: Readonly<Record<string, 'active' | 'removed'>>;
  readonly roles?: Readonly<Record<string, Custom>>;
  readonly members: Readonly<Record<string, { role: string; status?: model.Person['status'] } & Held>>;
  readonly cases: readonly {
    who: string;
    may: string;
    on?: Omit<model.Thing, 'role'> & { role?: string };
    codes?: string[];
  }[];
}

/** A custom role: what a built-in one allows and reaches, but for what is said. */
type Custom = { from: string; manages: readonly string[] } & Partial<
  Pick<model.Role, 'lines' | 'products' | 'managesCustom'>
>;

type Held = Partial<Record<'restrictions' | 'lines' | 'products' | 'teams', readonly string[]>>;

const worldOf = (page: Page): model.World => {
  const builtIn = model.builtInRoles(page.model);
  const custom = Object.entries(page.roles ?? {}).map(([name, { from, manages, ...said }]): [string, model.Role] => {
    const role = { ...(builtIn.get(from) as model.Role), managesCustom: false };
    return [name, { ...role, ...said, name, builtIn: false, manages: new Set(manages) }];
  });
  const people = Object.entries(page.members).map(([email, held]): [string, model.Person] => [
    email,
    {
      role: held.role,
      status: held.status ?? 'active',
      restrictions: new Set(held.restrictions),
      lines: new Set(held.lines),
      products: new Set(held.products),
      teams: new Set(held.teams),
    },
  ]);
  return {
    model: page.model,
    archived: page.state === 'archived',
    products: new Set(page.products),
    lines: new Map(Object.entries(page.lines)),
    roles: new Map([...builtIn, ...custom]),
    people: new Map(people),
  };
};

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json'))) {
  const page = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Page;
  const world = worldOf(page);
  describe(page.about, () => {
    it.each(page.cases.map((one) => [`${one.who} ${one.may} ${JSON.stringify(one.on ?? {})}`, one] as const))(
      '%s',
      (_, one) => {
        const { role, ...rest } = one.on ?? {};
        const thing: model.Thing = {
          ...rest,
          ...(role === undefined ? {} : { role: world.roles.get(role) as model.Role }),
        };
        const action = findAction(one.may)?.name;
        if (action === undefined) throw new Error(`${one.may} is no action`);
        const decision = decide(subjectOf(world, one.who), action, resourceOf(world, thing));
        const codes = decision.steps.flatMap(({ code }) => code ?? []);
        expect({ decided: codes, allowed: decision.allowed }).toEqual({
          decided: one.codes ?? [],
          allowed: one.codes === undefined,
        });
        expect(model.standsInTheWay(world, one.who, action, thing)).toEqual(one.codes ?? []);
      },
    );
  });
}
