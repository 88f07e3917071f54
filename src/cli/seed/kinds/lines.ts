import { lineAddress } from '../../../domain/line-address.ts';
import type { LineKind } from '../../../domain/line-kinds.ts';
import { addLine } from '../../../operations/lines/add.ts';
import { editLine } from '../../../operations/lines/edit.ts';
import { listLines } from '../../../operations/lines/list.ts';
import { removeLine } from '../../../operations/lines/remove.ts';
import { all, type Site } from '../site.ts';
import { differences, fresh, type Steps, same, step } from '../step.ts';

const linesThere = ({ hand }: Site) =>
  hand.ask(listLines, { kinds: undefined, sort: 'address' }, ({ lines }) => all(lines));

/** The lines of the document by the addresses that are kept of them. */
async function linesSaid({ document, placeOf }: Site) {
  const said = [];
  for (const [i, line] of (document.lines ?? []).entries()) {
    const kept = await lineAddress(line.address, line.kind as LineKind | undefined);
    said.push({ ...kept, said: line, place: placeOf(['lines', i]) });
  }
  return said;
}

/** Adds the lines that are not there, and changes the names and kinds of others. */
export async function* lineSteps(site: Site): Steps {
  if (site.document.lines === undefined) return;
  const there = new Map((await linesThere(site)).map((line) => [line.address, line]));
  for (const { address, kind, said, place } of await linesSaid(site)) {
    const now = there.get(address);
    const about = { kind: 'lines', name: address, place } as const;
    const name = said.name ?? (site.prunes || said.name === null ? null : undefined);
    if (now === undefined) {
      const what = fresh({ kind, name });
      yield step({ ...about, change: 'make', what }, async () => addLine, { address, kind, name: name ?? undefined });
      continue;
    }
    const what = differences({ kind: now.kind as string, name: now.name }, { kind: said.kind && kind, name });
    if (what.length === 0) yield same('lines');
    else {
      // An empty name takes the name away.
      const to = { line: address, kind: said.kind ? kind : undefined, name: name === null ? '' : name };
      yield step({ ...about, change: 'edit', what }, async () => editLine, to);
    }
  }
}

/** Removes the others. */
export async function* linesPruned(site: Site): Steps {
  if (site.document.lines === undefined) return;
  const said = new Set((await linesSaid(site)).map(({ address }) => address));
  for (const { address } of await linesThere(site)) {
    if (said.has(address)) continue;
    yield step({ change: 'remove', kind: 'lines', name: address }, async () => removeLine, { line: address });
  }
}

/** The addresses of lines by every word for them, in small letters. */
export const lineWords = async (site: Site): Promise<Map<string, string>> =>
  new Map(
    (await linesThere(site)).flatMap(({ address, name }) => [
      [address.toLowerCase(), address] as const,
      ...(name === null ? [] : [[name.toLowerCase(), address] as const]),
    ]),
  );
