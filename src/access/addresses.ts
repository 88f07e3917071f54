import { addressOn } from '../domain/consent-address.ts';
import { invalid } from '../domain/errors.ts';
import type { ContactRow } from '../store/records.ts';
import type { LineRow } from '../store/subjects.ts';
import type { Action } from './actions.ts';
import { barred } from './barred.ts';
import { contactName, contactRecord, contactsInSight, contactsSeen } from './contacts.ts';
import { partsOf } from './conversation-names.ts';
import { lineResource } from './line-names.ts';
import { lineInSight, linesInSight } from './lines.ts';
import type { Ask, Asks, Sight } from './operation.ts';
import { on } from './resource.ts';

/** Where a contact is reached on a line, whether or not they ever talked there. */
export interface Addressed {
  readonly name: string;
  readonly line: LineRow;
  readonly contact: ContactRow;
  readonly address: string;
}

/** The contact on a line that `LINE/CONTACT` means, if the acting user may see both. */
export async function addressInSight(sight: Sight, needs: Action, word: string): Promise<Addressed> {
  const parts = partsOf(word);
  if (parts.line === undefined) {
    throw invalid('which-line', `"${word}" says no line, and what is agreed to is agreed to on a line`, {
      hint: `write LINE/CONTACT: +15550100/${word}`,
    });
  }
  const line = await lineInSight(sight, needs, parts.line);
  const [contact] = (await contactsInSight(sight, needs, [parts.contact])) as [ContactRow];
  const name = `${line.address}/${contactName(contact)}`;
  return { name, line, contact, address: addressOn(line.kind, contact) };
}

/** The same of many, each by its line and its contact: two reads, however many. */
export async function addressesInSight(
  sight: Sight,
  needs: Action,
  named: readonly { readonly line: string; readonly contact: string }[],
): Promise<Addressed[]> {
  const words = [...new Set(named.map(({ line }) => line))];
  const lines = await linesInSight(sight, needs, words);
  for (const word of words) if (!lines.has(word)) await lineInSight(sight, needs, word);
  const contacts = await contactsSeen(
    sight,
    needs,
    named.map(({ contact }) => contact),
  );
  return contacts.map((contact, i) => {
    const line = lines.get(named[i]?.line ?? '') as LineRow;
    return {
      name: `${line.address}/${contactName(contact)}`,
      line,
      contact,
      address: addressOn(line.kind, contact),
    };
  });
}

/** The questions about what contacts agree to on lines, once for all whom the gates cannot tell from each other. */
export async function addressQuestions<N extends Action>(
  sight: Sight,
  needs: N,
  named: readonly { readonly line: string; readonly contact: string }[],
): Promise<Asks<N>> {
  const [refused] = barred(sight.actor, [needs]);
  if (refused) return [refused];
  const asked = (await addressesInSight(sight, needs, named)).map(({ line, contact }): readonly [string, Ask<N>] => [
    `${line.id} ${contact.assignee} ${contact.team_id}`,
    { needs, on: on({ line: lineResource(line), record: contactRecord(contact) }) },
  ]);
  return [...new Map(asked).values()] as [Ask<N>, ...Ask<N>[]];
}

/** The question about what a contact agrees to on a line: about both. */
export async function addressQuestion<N extends Action>(sight: Sight, needs: N, word: string): Promise<Asks<N>> {
  const [refused] = barred(sight.actor, [needs]);
  if (refused) return [refused];
  const { line, contact } = await addressInSight(sight, needs, word);
  return [{ needs, on: on({ line: lineResource(line), record: contactRecord(contact) }) }];
}
