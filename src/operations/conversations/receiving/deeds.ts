import { type Answer, type Deed, deedAction } from '../../../domain/answer.ts';
import { isCompliance } from '../../../domain/responder.ts';
import { actionTexts } from '../../../domain/responder-action.ts';
import type { Notes } from './notes.ts';
import type { Standing, Writer } from './world.ts';

/** Whom a responder acts upon, and where that is noted; `matched` is the word that it answers. */
interface Upon {
  readonly writer: Writer;
  readonly standing: Standing;
  readonly at: number;
  readonly matched: string | undefined;
  readonly notes: Notes;
}

/** What a responder did: as it is typed, as it stands in the thread, and what it could not do. */
interface Doings {
  readonly did: readonly string[];
  readonly events: readonly string[];
  readonly skipped: readonly string[];
}

/** Does all that a responder does beside answering. */
export function deedsDone({ by, deeds }: Answer, upon: Upon): Doings {
  const [did, events, skipped]: [string[], string[], string[]] = [[], [], []];
  for (const deed of deeds) {
    const [told = ''] = actionTexts([deedAction(deed)]);
    const hindered = 'skipped' in deed ? deed.skipped : undefined;
    if (hindered !== undefined) skipped.push(`${told}: ${hindered}`);
    else if (done(deed, by, upon)) {
      did.push(told);
      events.push(eventOf(deed, upon.standing));
    }
  }
  return { did, events, skipped };
}

/** Does one of them; whether anything is otherwise than before. */
function done(deed: Deed, by: Answer['by'], { writer, standing, at, matched, notes }: Upon): boolean {
  switch (deed.does) {
    case 'consent': {
      if (standing.state === deed.state) return false;
      const origin = isCompliance(by) ? 'message' : 'responder';
      Object.assign(standing, { state: deed.state, word: matched ?? by.name, origin, at, isSet: true });
      return true;
    }
    case 'tag':
      return notes.tags.push({ contact: writer.id, tag: deed.name }) > 0;
    case 'list':
      return notes.lists.push({ contact: writer.id, list: deed.id }) > 0;
    case 'member':
      if (writer.assignee === deed.id) return false;
      Object.assign(writer, { assignee: deed.id, isReassigned: true });
      return true;
    case 'team':
      if (writer.team_id === deed.id) return false;
      Object.assign(writer, { team_id: deed.id, isReassigned: true });
      return true;
  }
}

function eventOf(deed: Deed, { state, word }: Standing): string {
  if (deed.does === 'consent') return `${state.replace('-', ' ')} by ${word}`;
  if (deed.does === 'tag') return `tagged ${deed.name}`;
  return deed.does === 'list' ? `put on list ${deed.name}` : `assigned to ${deed.name}`;
}
