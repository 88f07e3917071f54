import { decide } from '../../access/decide.ts';
import type { QueryPass } from '../../access/pass.ts';
import { narrowing, reach } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { topRole } from '../../access/roles.ts';
import { listOf } from '../../access/sets.ts';
import type { LineKind } from '../../domain/line-kinds.ts';
import type {
  SeedField,
  SeedLine,
  SeedRole,
  SeedSettings,
  SeedTeam,
  SeedUser,
  SeedWorkspace,
} from '../../domain/seed.ts';
import { fieldsOf } from '../../store/fields.ts';
import { linesQuery } from '../../store/lines.ts';
import { membersQuery } from '../../store/members.ts';
import { productsQuery } from '../../store/products.ts';
import { settingsOf } from '../../store/settings.ts';
import { teamsNow } from '../../store/teams.ts';
import { workspaceAtAGlance } from '../../store/workspaces.ts';
import { heldAnswer } from '../answers.ts';
import { byKey, inOrder, said, unlessEmpty } from './natural.ts';

/**
 * The workspace itself. Its owner is the first active holder of the top role: who would found it elsewhere. To whom
 * it is not shown, it has a slug alone.
 */
export async function workspaceSaid({ connection, db, workspace, actor }: QueryPass): Promise<SeedWorkspace> {
  const { slug, model, state, id } = workspace;
  if (!decide(actor, 'workspace.view', workspaceItself).allowed) return { slug };
  const { name } = await workspaceAtAGlance(connection, id);
  const top = { roles: [topRole(model).name], statuses: ['active'] };
  const [owner] = await membersQuery(db, id, top, 'email', undefined, 1).execute();
  return { slug, name, model, ...(owner && { owner: owner.email }), state };
}

/** All of the settings, also those that nobody set: applied elsewhere they say so there. */
export async function settingsSaid({ connection, workspace }: QueryPass): Promise<SeedSettings> {
  const { timeZone, country, businessHours, awayMessage, assignment, approval, quietHours, yesOptsIn } =
    await settingsOf(connection, workspace.id);
  const teams = await teamsNow(connection, workspace.id);
  const team = teams.find(({ id }) => id === assignment.team)?.name;
  return {
    timeZone,
    country,
    businessHours,
    awayMessage,
    assignment: team === undefined ? { mode: 'off' } : { mode: assignment.mode, team },
    approval: approval.above === null ? { rule: approval.rule } : { rule: approval.rule, above: approval.above },
    quietHours,
    yesOptsIn,
  };
}

/** The workspace's own roles, each with every action that it allows. */
export const rolesSaid = ({ workspace }: QueryPass): readonly SeedRole[] =>
  byKey(
    [...workspace.roles.values()].map(({ role }) => role),
    ({ name }) => name,
  ).map(({ name, does, actions, lines, products, manages, managesCustom, restrictions }) =>
    said<SeedRole>({
      name,
      about: does === '' ? undefined : does,
      actions: inOrder(listOf(actions)),
      lines,
      products,
      manages: inOrder([...manages, ...(managesCustom ? ['custom'] : [])]),
      restrictions: unlessEmpty(inOrder(restrictions)),
    }),
  );

/** The active lines within reach. */
export async function linesSaid({ db, workspace, actor }: QueryPass): Promise<readonly SeedLine[]> {
  const grantedTo = narrowing(reach(actor, 'lines.view', 'lines'));
  const rows = await linesQuery(db, workspace.id, { grantedTo }, 'address').execute();
  return byKey(rows, ({ address }) => address).map(({ address, kind, name }) =>
    said<SeedLine>({
      address,
      kind: kind as LineKind,
      name: name ?? undefined,
    }),
  );
}

/** The activated products within reach. */
export async function productsSaid({ db, workspace, actor }: QueryPass): Promise<readonly string[]> {
  const grantedTo = narrowing(reach(actor, 'products.view', 'products'));
  const rows = await productsQuery(db, workspace.id, grantedTo).execute();
  return inOrder(rows.map(({ product }) => product));
}

/** The teams; who is in them is said with the users. */
export async function teamsSaid({ connection, workspace }: QueryPass): Promise<readonly SeedTeam[]> {
  const teams = await teamsNow(connection, workspace.id);
  return byKey(teams, ({ name }) => name).map(({ name, about }) => said<SeedTeam>({ name, about: about ?? undefined }));
}

/** The members with what they hold, however many, one by one. */
export async function* usersSaid({ db, workspace }: QueryPass): AsyncGenerator<SeedUser> {
  for await (const row of membersQuery(db, workspace.id, {}, 'email', undefined, 0).stream()) {
    const { email, name, role, status, restrictions, lines, products, teams } = heldAnswer(row);
    yield said<SeedUser>({
      email,
      name: name ?? undefined,
      role,
      status: status as 'active',
      restrictions: unlessEmpty(inOrder(restrictions)),
      lines: unlessEmpty(inOrder(lines)),
      products: unlessEmpty(inOrder(products)),
      teams: unlessEmpty(inOrder(teams)),
    });
  }
}

/** The custom fields of contacts by their names. */
export async function fieldsSaid({ connection, workspace }: QueryPass): Promise<readonly SeedField[]> {
  const fields = await fieldsOf(connection, workspace.id);
  return byKey(fields, ({ name }) => name).map(({ name, kind, choices }) =>
    said<SeedField>({
      name,
      kind,
      choices: choices ?? undefined,
    }),
  );
}
