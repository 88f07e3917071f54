import { type Failure, invalid } from './errors.ts';
import { type ResponderAction, readActions } from './responder-action.ts';

/** What a responder does beside answering. */
export type Deed = Exclude<ResponderAction, { readonly does: 'reply' }>;

/** What a responder says and what it does: an action may be the reply. Throws where that is said twice. */
export function spoken(
  reply: string | undefined,
  actions: readonly string[] | undefined,
): { readonly reply: string | undefined; readonly actions: readonly Deed[] | undefined } {
  if (actions === undefined) return { reply, actions };
  const read = readActions(actions);
  const said = read.find((action) => action.does === 'reply');
  if (said !== undefined && reply !== undefined)
    throw invalid('reply-twice', 'the reply is said twice', { hint: 'leave out --reply, or the action reply=' });
  return {
    reply: reply ?? said?.body,
    actions: read.filter((action): action is Deed => action.does !== 'reply'),
  };
}

/** What stands against a responder that says and does nothing. */
export const silent = (): Failure =>
  invalid('usage', 'a responder that says and does nothing is none', {
    hint: 'say --reply TEXT, --template NAME or --action ACTION',
  });
