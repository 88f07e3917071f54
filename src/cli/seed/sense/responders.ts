import { COMPLIANCE_KINDS, noTextLine } from '../../../domain/compliance-reply.ts';
import { foldedName } from '../../../domain/contact-name.ts';
import { isTextKind } from '../../../domain/line-kinds.ts';
import { lineZone } from '../../../domain/line-zone.ts';
import { filteredList } from '../../../domain/list-filtered.ts';
import { readActions } from '../../../domain/responder-action.ts';
import { type Claim, clashOf } from '../../../domain/responder-clash.ts';
import { conductOf } from '../../../domain/responder-draft.ts';
import { silent, spoken } from '../../../domain/responder-saying.ts';
import type { SeedDocument, SeedLine, SeedResponder } from '../../../domain/seed.ts';
import { seedPlaceText } from '../../../domain/seed-fault.ts';
import { DEFAULT_SETTINGS } from '../../../domain/settings.ts';
import type { Findings } from '../findings.ts';
import { lineKeys, lineNamed, suspendedIn } from '../known.ts';
import { isSegment } from '../segment.ts';

/** What is wrong with responders beside each other, and beside the lines and lists that they are about. */
export function senseResponders(document: SeedDocument, found: Findings): void {
  const lineOf = lineNamed(document);
  const segments = new Map(document.lists?.filter(isSegment).map(({ name }) => [foldedName(name), name]));
  const claims: Placed[] = [];
  const claimOf = claiming(document);
  const isSuspended = suspendedIn(document);
  document.responders?.forEach((said, i) => {
    const line = said.line == null ? null : lineOf(said.line);
    const compliance = COMPLIANCE_KINDS.find((kind) => kind === said.kind);
    if (compliance !== undefined) {
      if (line) found.against(['responders', i, 'line'], noTextLine(compliance, { ...line, ...named(line) }));
      return;
    }
    said.actions?.forEach((text, j) => {
      for (const action of readActions([text])) {
        if ('member' in action && isSuspended(action.member))
          found.fault(
            ['responders', i, 'actions', j],
            'cannot-be-assigned',
            `${action.member} is suspended: no conversation can be assigned to them`,
            'name somebody else',
          );
        const name = action.does === 'list' ? segments.get(foldedName(action.name)) : undefined;
        if (name !== undefined) found.against(['responders', i, 'actions', j], filteredList(name));
      }
    });
    const saying = found.heed(['responders', i, 'reply'], () => spoken(said.reply ?? undefined, said.actions));
    if (saying && saying.reply === undefined && !saying.actions?.length) {
      const { message } = silent();
      found.doubt(
        ['responders', i],
        'says-nothing',
        `${message}: what it says must be there already`,
        'add reply: or actions:',
      );
    }
    if (said.kind !== 'keyword') return;
    const claim = claimOf(said, i);
    const others = claims.filter((one) => one.line === claim.line || !(one.floats || claim.floats));
    // Of a line that the document does not make nobody knows whether it carries text messages.
    const rule =
      line === undefined || (line && !isTextKind(named(line).kind))
        ? null
        : { yesOptsIn: document.settings?.yesOptsIn ?? DEFAULT_SETTINGS.yesOptsIn };
    const parts = claim.mode === 'regex' ? [claim] : claim.words.map((word) => ({ ...claim, words: [word] }));
    parts.forEach((part, j) => {
      const clash = clashOf(part, others, rule);
      const other = (clash?.details as { readonly responder?: number } | undefined)?.responder;
      const place = other === undefined ? undefined : found.placeOf(['responders', other]);
      const suggestion = place && `choose another word, mode or line than at ${seedPlaceText(place)}`;
      found.against(['responders', i, ...(claim.mode === 'regex' ? ['pattern'] : ['words', j])], clash, suggestion);
    });
    claims.push(claim);
  });
}

/** A line as it is called, and its kind: what is a phone number carries text messages where nothing else is said. */
const named = ({ address, name, kind = 'sms' }: SeedLine) => ({ name: name ?? address, kind });

/** What a responder claims. Of one that `floats` the zone of the workspace, which nobody says, decides when it begins or ends. */
type Placed = Claim & { readonly floats: boolean };

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
