import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTIONS, type Action, actionFacts } from '../../src/access/actions.ts';
import { matrixOf } from '../../src/access/matrix.ts';
import { MODELS } from '../../src/access/roles.ts';

/** A source's matrix, as it was published: a label and a mark for each role. */
interface Source {
  readonly model: (typeof MODELS)[number];
  readonly roles: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

const sourceOf = (model: string): Source =>
  JSON.parse(readFileSync(new URL(`../../fixtures/matrices/${model}.json`, import.meta.url), 'utf8')) as Source;

describe('The matrix of a model', () => {
  it.each(MODELS)('%s is its source, row by row and mark by mark', (model) => {
    const { roles, rows } = matrixOf(model);
    const printed = { model, roles, rows: rows.map(({ label, cells }) => ({ label, ...cells })) };
    const { model: named, roles: columns, rows: published } = sourceOf(model);
    expect(printed).toEqual({ model: named, roles: columns, rows: published });
  });

  it('has the 21 rows of one source and the 27 of the other', () => {
    expect(MODELS.map((model) => matrixOf(model).rows.length)).toEqual([27, 21]);
  });

  it('names the module of each row, the first of several', () => {
    const { rows } = matrixOf('owner-manager-agent');
    const named = Object.fromEntries(rows.map(({ label, module }) => [label, module]));
    expect(named).toMatchObject({
      Messages: 'conversations',
      Broadcast: 'blasts',
      '– Users': 'users',
      '– Channels': 'lines',
    });
  });

  it('with all roles and modules, speaks of the billing level and of every module but once', () => {
    const { roles, rows } = matrixOf('owner-manager-agent', true);
    expect(roles).toEqual(['owner', 'manager', 'agent', 'billing']);
    expect(rows.slice(0, 21).map(({ label }) => label)).toEqual(
      sourceOf('owner-manager-agent').rows.map((row) => row.label),
    );
    expect(rows.slice(21).map(({ module, cells }) => [module, cells.owner, cells.billing])).toEqual([
      ['billing', 'none', 'full'],
      ['grants', 'full', 'none'],
      ['products', 'full', 'none'],
      ['access', 'full', 'none'],
      ['audit', 'full', 'none'],
    ]);
  });

  it('leaves no action of the catalogue out, and billing to nobody, in the Standard and Admin model', () => {
    const { rows } = matrixOf('standard-admin', true);
    expect(rows.at(-1)).toEqual({ module: 'billing', label: 'Billing', cells: { standard: 'none', admin: 'none' } });
    const modules = new Set(ACTIONS.map((action: Action) => actionFacts(action).module));
    expect(modules.has('billing')).toBe(true);
  });
});
