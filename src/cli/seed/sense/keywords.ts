import { isTextKind } from '../../../domain/line-kinds.ts';
import { lineZone } from '../../../domain/line-zone.ts';
import { type Claim, clashOf } from '../../../domain/responder-clash.ts';
import { conductOf } from '../../../domain/responder-draft.ts';
import type { SeedDocument, SeedResponder } from '../../../domain/seed.ts';
import { seedPlaceText } from '../../../domain/seed-fault.ts';
import { DEFAULT_SETTINGS } from '../../../domain/settings.ts';
import type { Findings } from '../findings.ts';
import { lineKeys, lineKind, lineNamed } from '../known.ts';

/** What a responder claims. Of one that `floats` the zone of the workspace, which nobody says, decides when it begins or ends. */
type Placed = Claim & { readonly floats: boolean };

/** Words and patterns that two responders claim, or that are the law's on text lines. */
export function senseKeywords(document: SeedDocument, found: Findings): void {
  const lineOf = lineNamed(document);
  const claimOf = claiming(document);
  const claims: Placed[] = [];
  const rule = { yesOptsIn: document.settings?.yesOptsIn ?? DEFAULT_SETTINGS.yesOptsIn };
  document.responders?.forEach((said, i) => {
    if (said.kind !== 'keyword') return;
    const claim = claimOf(said, i);
    const others = claims.filter((one) => one.line === claim.line || !(one.floats || claim.floats));
    const line = said.line == null ? null : lineOf(said.line);
    // Of a line that the document does not make nobody knows whether it carries text messages.
    const isFree = line === undefined || (line !== null && !isTextKind(lineKind(line)));
    const against = (part: Claim, ...at: (string | number)[]): void => {
      const clash = clashOf(part, others, isFree ? null : rule);
      const other = (clash?.details as { readonly responder?: number } | undefined)?.responder;
      const place = other === undefined ? undefined : found.placeOf(['responders', other]);
      const suggestion = place && `choose another word, mode or line than at ${seedPlaceText(place)}`;
      found.against(['responders', i, ...at], clash, suggestion);
    };
    if (claim.mode === 'regex') against(claim, 'pattern');
    else for (const [j, word] of (said.words ?? []).entries()) against({ ...claim, words: [word] }, 'words', j);
    claims.push(claim);
  });
}

/** What each keyword responder claims, its place being its id. */
function claiming(document: SeedDocument): (said: SeedResponder, place: number) => Placed {
  const keyOf = lineKeys(document);
  const lineOf = lineNamed(document);
  const keys: string[] = [];
  const zone = document.settings?.timeZone;
  return (said, id) => {
    const { during, from, until } = said.schedule ?? {};
    const floats = !zone && [from, until].some((text) => /^\d{4}-\d\d-\d\d$/.test(text ?? ''));
    const words = { ...said, kind: 'keyword', keywords: said.words, during, from, until } as const;
    const address = said.line == null ? null : (lineOf(said.line)?.address ?? said.line);
    const conduct = conductOf(words, undefined, lineZone(address, zone ?? DEFAULT_SETTINGS.timeZone));
    const line = said.line == null ? null : keys.indexOf(keyOf(said.line)) + 1 || keys.push(keyOf(said.line));
    return { ...conduct, id, name: said.name ?? '', line, floats };
  };
}
