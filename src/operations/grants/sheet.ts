// A sheet of grants held against the store: what must begin and end so that members hold exactly what is stated.

import { CATALOGUE_PRODUCTS } from '../../access/actions.ts';
import { combined, type GrantChange, granting, taking } from '../../access/grants.ts';
import { findLines, lineResource } from '../../access/line-names.ts';
import type { Sight } from '../../access/operation.ts';
import { personOf, subjectsOf } from '../../access/people.ts';
import { narrowing, reach } from '../../access/reach.ts';
import type { LineResource } from '../../access/resource.ts';
import type { Subject } from '../../access/subject.ts';
import { type Fault, type FaultParts, fault } from '../../domain/fault.ts';
import type { SheetRow } from '../../domain/grant-sheet.ts';
import { nearest } from '../../domain/words.ts';
import { lineNames, productNames } from '../../store/names.ts';
import { linesById } from '../../store/subjects.ts';

/** A change with the line of the file that wants it. */
export type SheetChange = GrantChange & { readonly at: number };

/** Makes a fault of one field; its column is known from the heading. */
type Faulting = (
  line: number,
  field: 'email' | 'lines' | 'products',
  code: string,
  message: string,
  parts?: FaultParts,
) => void;

/** What the rows come to, and what is wrong with them. A constant number of statements, whatever the rows. */
export async function compared(
  sight: Sight,
  rows: readonly SheetRow[],
  columns: Readonly<Record<string, number>>,
): Promise<{ changes: SheetChange[]; faults: Fault[] }> {
  const faults: Fault[] = [];
  const note: Faulting = (line, field, code, message, parts) =>
    faults.push(fault(line, code, message, { column: columns[field] ?? null, field, ...parts }));
  const people = await membersOf(sight, rows, note);
  const lineOf = await linesOf(sight, rows, note);
  const isProduct = await productsOf(sight, rows, note);
  const heldLines = await linesHeld(
    sight,
    people.map(({ subject }) => subject),
  );
  const [withinLines, withinProducts] = bounds(sight.actor);

  const faulty = new Set(faults.map(({ line }) => line));

  const changes = people.flatMap(({ row, subject }): SheetChange[] => {
    // What a row with a fault leaves out may only be misspelt.
    if (faulty.has(row.line)) return [];
    const one = { subject, person: personOf(subject) };
    const lines = new Map((row.lines ?? []).flatMap((word) => lineOf(word) ?? []).map((line) => [line.id, line]));
    const products = new Set((row.products ?? []).filter(isProduct));
    const surplusLines =
      row.lines === null ? [] : [...subject.lines.keys()].filter((id) => !lines.has(id) && withinLines(id));
    const surplusProducts =
      row.products === null
        ? []
        : [...subject.products.keys()].filter((name) => !products.has(name) && withinProducts(name));
    return [
      ...combined(one, [...lines.values()], [...products]).map(granting),
      ...combined(
        one,
        surplusLines.flatMap((id) => heldLines.get(id) ?? []),
        surplusProducts,
      ).map(taking),
    ].map((change) => ({ ...change, at: row.line }));
  });
  return { changes, faults };
}

/** What someone cannot see of others’ grants, a sheet of theirs leaves alone. */
function bounds(actor: Subject): [(id: number) => boolean, (product: string) => boolean] {
  const all = (kind: 'lines' | 'products') => narrowing(reach(actor, 'grants.view', kind)) === null;
  const [lines, products] = [all('lines'), all('products')];
  return [(id) => lines || actor.lines.has(id), (name) => products || actor.products.has(name)];
}

async function membersOf({ connection, workspace }: Sight, rows: readonly SheetRow[], note: Faulting) {
  const first = new Map<string, number>();
  const distinct = rows.filter(({ key, line, email }) => {
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, line);
    else
      note(line, 'email', 'duplicate-row', `line ${line} is the same person as line ${earlier}`, {
        value: email,
        suggestion: 'remove one of the two lines',
      });
    return earlier === undefined;
  });
  const subjects = await subjectsOf(
    connection,
    workspace,
    distinct.map(({ email }) => email),
  );
  return distinct.flatMap((row, i) => {
    const subject = subjects[i] as Subject;
    if (subject.membership !== undefined) return [{ row, subject }];
    note(row.line, 'email', 'unknown-member', `${row.email} is no member of ${workspace.slug}`, {
      value: row.email,
      suggestion: `switchboard users invite ${row.email}`,
    });
    return [];
  });
}

/** The lines by the words that mean them. */
async function linesOf({ connection, workspace, actor }: Sight, rows: readonly SheetRow[], note: Faulting) {
  const words = [...new Set(rows.flatMap(({ lines }) => lines ?? []))];
  const found = await findLines(connection, workspace, words);
  const known = new Map(
    words.flatMap((word, i): [string, LineResource][] => (found[i] ? [[word, lineResource(found[i])]] : [])),
  );
  if (known.size < words.length) {
    const seen = reach(actor, 'lines.view', 'lines');
    const names = seen.to === 'none' ? [] : await lineNames(connection, workspace.id, narrowing(seen));
    noteUnknown(rows, 'lines', (word) => known.has(word), names, note);
  }
  return (word: string) => known.get(word);
}

/** Whether a word means a product that is activated, was, or belongs to an action. */
async function productsOf({ connection, workspace }: Sight, rows: readonly SheetRow[], note: Faulting) {
  const known = new Set([...CATALOGUE_PRODUCTS, ...(await productNames(connection, workspace.id))]);
  const isKnown = (word: string) => known.has(word);
  noteUnknown(rows, 'products', isKnown, [...known], note);
  return isKnown;
}

function noteUnknown(
  rows: readonly SheetRow[],
  field: 'lines' | 'products',
  isKnown: (word: string) => boolean,
  known: readonly string[],
  note: Faulting,
): void {
  const what = field === 'lines' ? 'line' : 'product';
  for (const row of rows) {
    for (const word of row[field] ?? []) {
      if (isKnown(word)) continue;
      note(row.line, field, `unknown-${what}`, `there is no ${what} "${word}" here`, {
        value: word,
        suggestion: nearest(word, known) ?? null,
      });
    }
  }
}

async function linesHeld({ connection, workspace }: Sight, subjects: readonly Subject[]) {
  const ids = new Set(subjects.flatMap(({ lines }) => [...lines.keys()]));
  const rows = ids.size === 0 ? [] : await linesById(connection, workspace.id, [...ids]);
  return new Map(rows.map((row) => [row.id, lineResource(row)]));
}
