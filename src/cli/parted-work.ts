import type { PartedWork } from '../access/parting.ts';
import { plural } from '../domain/words.ts';

/** The sentences about the work of members who went; none where they had none. */
export function workNotes({ conversations, contacts, blasts, transferredTo }: PartedWork): string[] {
  const to = transferredTo === null ? '' : ` to ${transferredTo}`;
  const [went, left] = transferredTo === null ? ['back to the pool', 'no longer assigned'] : ['over', 'assigned'];
  return [
    ...(conversations > 0 ? [`${plural(conversations, 'conversation')} went ${went}${to}`] : []),
    ...(contacts > 0 ? [`${plural(contacts, 'contact')} ${contacts === 1 ? 'is' : 'are'} ${left}${to}`] : []),
    ...(blasts > 0 ? [`${plural(blasts, 'blast')} that they had scheduled ${blasts === 1 ? 'is' : 'are'} paused`] : []),
  ];
}
