import { foldedName } from '../../../domain/contact-name.ts';
import type { ContactField } from '../../../domain/field-definition.ts';
import { fillsItself } from '../../../domain/list-filtered.ts';
import { inFile, type SeedDocument } from '../../../domain/seed.ts';
import { consentsSaid, linesBeside } from '../consents-said.ts';
import type { At, Findings } from '../findings.ts';
import { inlineContacts, lineKeys, suspendedIn } from '../known.ts';
import { isSegment } from '../segment.ts';

/** What is wrong with contacts beside the members, lines and lists that they name. */
export function senseContacts(document: SeedDocument, fields: readonly ContactField[], found: Findings): void {
  const known = new Set(fields.map(({ name }) => name));
  const segments = new Map(document.lists?.filter(isSegment).map(({ name }) => [foldedName(name), name]));
  const isSuspended = suspendedIn(document);
  inlineContacts(document)?.forEach(({ assignee, lists: on, consents, values = {} }, i) => {
    for (const name of Object.keys(values)) {
      if (known.has(name)) continue;
      // What many contacts have is told once.
      known.add(name);
      const message = `the document makes no field “${name}”: it must be there already`;
      found.doubt(['contacts', i, name], 'unknown-field', message, 'add it to fields:');
    }
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
    sameLines(Object.keys(consents ?? {}), ['contacts', i], document, found);
  });
  sameLines(linesBeside(document), ['contacts'], document, found);
  if (inFile(document.contacts ?? [])) saidTwice(document, found);
}

/** Faults words that mean the same line. */
function sameLines(lines: readonly string[], at: At, document: SeedDocument, found: Findings): void {
  const keyOf = lineKeys(document);
  lines.forEach((line, j) => {
    const first = lines.slice(0, j).find((one) => keyOf(one) === keyOf(line));
    if (first === undefined) return;
    const message = `“${line}” is the line of which “${first}” says it already`;
    found.fault([...at, 'consents', line], 'duplicate', message, 'keep one of the two');
  });
}

/** Faults what is said of one contact and one line a second time. */
function saidTwice(document: SeedDocument, found: Findings): void {
  const before = new Set<string>();
  for (const { line, contact, at } of consentsSaid(document)) {
    const key = `${line} ${contact}`;
    if (before.has(key))
      found.fault(at, 'duplicate', `it is said already what ${contact} agreed to on ${line}`, 'keep one of the two');
    before.add(key);
  }
}
