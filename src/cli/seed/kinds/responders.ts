import { foldedName } from '../../../domain/contact-name.ts';
import { conflict } from '../../../domain/errors.ts';
import { isCompliance, type ResponderKind } from '../../../domain/responder.ts';
import { addResponder } from '../../../operations/responders/add.ts';
import { editResponder } from '../../../operations/responders/edit.ts';
import { listResponders } from '../../../operations/responders/list.ts';
import { removeResponder } from '../../../operations/responders/remove.ts';
import type { Site } from '../site.ts';
import { type Difference, differences, fresh, type Steps, same, step } from '../step.ts';
import { lineWords } from './lines.ts';
import { partsOf, plain, wordsOf } from './responder-parts.ts';

const respondersThere = ({ hand }: Site) =>
  hand.ask(listResponders, { line: undefined, kinds: undefined }, ({ responders }) => responders);

/** By what a responder is known: its name, or its kind and line where it answers compliance words. */
const keyOf = ({ name, kind, line }: { name?: string; kind: ResponderKind; line?: string | null }): string =>
  isCompliance({ kind } as never) ? `${line ?? ''}/${kind}` : foldedName(name ?? '');

/** Adds the responders that are not there, and changes others. */
export async function* responderSteps(site: Site): Steps {
  const { responders } = site.document;
  if (responders === undefined) return;
  // What is to go answers words that others are to answer.
  if (site.prunes) yield* respondersPruned(site);
  const there = new Map((await respondersThere(site)).map((one) => [keyOf(one), one]));
  const lines = await lineWords(site);
  for (const [i, said] of responders.entries()) {
    const line = said.line == null ? null : (lines.get(said.line.toLowerCase()) ?? said.line);
    const compliance = isCompliance({ kind: said.kind } as never);
    const name = compliance ? (line === null ? said.kind : `${line}/${said.kind}`) : (said.name ?? '');
    const about = { kind: 'responders', name, place: site.placeOf(['responders', i]) } as const;
    const now = there.get(keyOf({ ...said, line }));
    const parts = partsOf(said, line, site.prunes);
    if (now === undefined && !compliance) {
      const what = fresh({ kind: said.kind, ...parts, line: line ?? 'all lines' });
      yield step({ ...about, change: 'make', what }, async () => addResponder, {
        name,
        kind: said.kind as 'keyword',
        ...wordsOf(parts, Object.keys(parts)),
        ...placeOn(line),
        isOn: said.on,
      });
      continue;
    }
    if (now !== undefined && now.kind !== said.kind) throw otherKind(about, now.kind);
    const changed = compliance ? { reply: parts.reply } : parts;
    const what: Difference[] = now === undefined ? fresh(changed) : differences(plain(now), changed);
    if (what.length === 0) yield same('responders');
    else {
      const differing = what.map((one) => one.what);
      const words = wordsOf(parts, differing);
      yield step({ ...about, change: 'edit', what }, async () => editResponder, {
        responder: name,
        name: compliance ? undefined : (said.name ?? undefined),
        ...words,
        ...(differing.includes('line') && !compliance ? placeOn(line) : { line: undefined, allLines: false }),
      });
    }
  }
}

const otherKind = ({ name, place }: { name: string; place: string | null }, kind: string) =>
  conflict('other-kind', `the responder "${name}" is of kind ${kind}, and stays so`, {
    hint: `say kind: ${kind}, give it another name, or remove the one that is there: switchboard responders remove`,
    details: { place },
  });

const placeOn = (line: string | null) =>
  line === null ? { line: undefined, allLines: true } : { line, allLines: false };

/** Removes the others, and gives compliance answers that are not worded any more their usual wording back. */
async function* respondersPruned(site: Site): Steps {
  const { responders } = site.document;
  if (responders === undefined) return;
  const lines = await lineWords(site);
  const said = new Set(
    responders.map((one) =>
      keyOf({ ...one, line: one.line == null ? null : (lines.get(one.line.toLowerCase()) ?? one.line) }),
    ),
  );
  for (const one of await respondersThere(site)) {
    const { name, kind, line, version } = one;
    if (said.has(keyOf(one)) || version === null) continue;
    if (isCompliance({ kind } as never)) {
      const responder = line === null ? kind : `${line}/${kind}`;
      const about = {
        change: 'edit',
        kind: 'responders',
        name: responder,
        what: [{ what: 'reply', from: one.reply, to: null }],
      } as const;
      yield step(about, async () => editResponder, { responder, reply: '', allLines: false });
    } else yield step({ change: 'remove', kind: 'responders', name }, async () => removeResponder, { responder: name });
  }
}
