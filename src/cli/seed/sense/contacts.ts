import { foldedName } from '../../../domain/contact-name.ts';
import { fillsItself } from '../../../domain/list-filtered.ts';
import type { SeedDocument } from '../../../domain/seed.ts';
import type { Findings } from '../findings.ts';
import { inlineContacts, lineKeys, suspendedIn } from '../known.ts';
import { isSegment } from '../segment.ts';

/** What is wrong with contacts beside the members, lines and lists that they name. */
export function senseContacts(document: SeedDocument, found: Findings): void {
  const segments = new Map(document.lists?.filter(isSegment).map(({ name }) => [foldedName(name), name]));
  const isSuspended = suspendedIn(document);
  const keyOf = lineKeys(document);
  inlineContacts(document)?.forEach(({ assignee, lists: on, consents }, i) => {
    if (assignee !== undefined && isSuspended(assignee))
      found.fault(
        ['contacts', i, 'assignee'],
        'unknown-member',
        `${assignee} is suspended, and answers for no contact`,
        'name somebody else, or leave it out',
      );
    on?.forEach((list, j) => {
      const segment = segments.get(foldedName(list));
      if (segment !== undefined)
        found.fault(['contacts', i, 'lists', j], 'unknown-list', fillsItself(segment), 'leave it out');
    });
    const lines = Object.keys(consents ?? {});
    lines.forEach((line, j) => {
      const first = lines.slice(0, j).find((one) => keyOf(one) === keyOf(line));
      if (first !== undefined)
        found.fault(
          ['contacts', i, 'consents', line],
          'duplicate',
          `“${line}” is the line of which “${first}” says it already`,
          'keep one of the two',
        );
    });
  });
}
