import { rfc3339 } from '../../domain/time.ts';
import type { ListedConversation } from '../../store/conversation-lists.ts';

/** A conversation as people and programs read it. */
export interface ConversationAnswer {
  readonly conversation: string;
  readonly line: string;
  readonly contact: string;
  readonly name: string | null;
  readonly state: string;
  readonly claimedBy: string | null;
  readonly team: string | null;
  readonly opened: string;
  readonly latest: string;
}

/** A conversation from a row of the store. */
export function conversationAnswer(row: ListedConversation): ConversationAnswer {
  const contact = row.phone ?? row.email ?? '';
  const name = [row.first_name, row.last_name].filter((part) => part !== null && part !== '').join(' ');
  return {
    conversation: `${row.line}/${contact}`,
    line: row.line,
    contact,
    name: name === '' ? null : name,
    state: row.state,
    claimedBy: row.holder,
    team: row.team,
    opened: rfc3339(row.opened),
    latest: rfc3339(row.latest),
  };
}
