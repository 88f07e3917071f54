import type { SeedDocument } from '../../../domain/seed.ts';
import { seedPlaceText } from '../../../domain/seed-fault.ts';
import type { Findings } from '../findings.ts';
import { addressKey, contactKeys, lineKeys } from '../known.ts';

/** What is wrong with expectations beside each other: one question has one answer. */
export function senseExpectations(document: SeedDocument, found: Findings): void {
  const [lineOf, contactOf] = [lineKeys(document), contactKeys(document)];
  const first = new Map<string, { readonly i: number; readonly allowed: boolean }>();
  document.expect?.forEach(({ allowed, member, line, contact, ...others }, i) => {
    const question = JSON.stringify([
      addressKey(member),
      line && lineOf(line),
      contact && contactOf(contact),
      { ...others, code: null },
    ]);
    const before = first.get(question) ?? { i, allowed };
    first.set(question, before);
    const place = before.allowed === allowed ? undefined : found.placeOf(['expect', before.i]);
    if (place)
      found.fault(
        ['expect', i, 'allowed'],
        'said-twice',
        `the contrary is expected at ${seedPlaceText(place)} (${place.path})`,
        'keep one of the two',
      );
  });
}
