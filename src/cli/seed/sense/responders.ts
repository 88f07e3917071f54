import { COMPLIANCE_KINDS, noTextLine } from '../../../domain/compliance-reply.ts';
import { foldedName } from '../../../domain/contact-name.ts';
import { filteredList } from '../../../domain/list-filtered.ts';
import { readActions } from '../../../domain/responder-action.ts';
import { silent, spoken } from '../../../domain/responder-saying.ts';
import type { SeedDocument } from '../../../domain/seed.ts';
import type { Findings } from '../findings.ts';
import { lineKind, lineNamed, suspendedIn } from '../known.ts';
import { isSegment } from '../segment.ts';

/** What is wrong with what responders say and do, beside the lines, lists and members that they are about. */
export function senseResponders(document: SeedDocument, found: Findings): void {
  const lineOf = lineNamed(document);
  const segments = new Map(document.lists?.filter(isSegment).map(({ name }) => [foldedName(name), name]));
  const isSuspended = suspendedIn(document);
  document.responders?.forEach(({ kind, line: word, reply, template, actions }, i) => {
    const compliance = COMPLIANCE_KINDS.find((one) => one === kind);
    const line = word == null ? undefined : lineOf(word);
    if (compliance !== undefined) {
      const unfit = line && noTextLine(compliance, { name: line.name ?? line.address, kind: lineKind(line) });
      found.against(['responders', i, 'line'], unfit);
      return;
    }
    actions?.forEach((text, j) => {
      const at = ['responders', i, 'actions', j] as const;
      for (const action of readActions([text])) {
        const segment = action.does === 'list' ? segments.get(foldedName(action.name)) : undefined;
        if (segment !== undefined) found.against(at, filteredList(segment));
        if (!('member' in action) || !isSuspended(action.member)) continue;
        const message = `${action.member} is suspended: no conversation can be assigned to them`;
        found.fault(at, 'cannot-be-assigned', message, 'name somebody else');
      }
    });
    const saying = found.heed(['responders', i, 'reply'], () => spoken(reply ?? undefined, actions));
    if (saying === undefined || (saying.reply ?? template) !== undefined || saying.actions?.length) return;
    const message = `${silent().message}: what it says must be there already`;
    found.doubt(['responders', i], 'says-nothing', message, 'add reply: or actions:');
  });
}
