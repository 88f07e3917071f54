import { contactName } from '../../access/contacts.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { callingCodes } from '../../domain/calling-codes.ts';
import { sameAddress, sameName, sameNumber, type Twins } from '../../store/contact-twins.ts';
import { settingsOf } from '../../store/settings.ts';

/** Two contacts that are probably one person, and why it is thought so. */
export interface Suggestion {
  readonly keep: string;
  readonly keepName: string | null;
  readonly other: string;
  readonly otherName: string | null;
  readonly reason: 'same-email' | 'same-number' | 'same-name';
  /** A name alone is a weak hint. */
  readonly hint: 'strong' | 'weak';
}

/** The contacts within reach that are probably one person, the surest first, streamed: three statements, however many. */
export const suggestMerges = query({
  name: 'contacts merge --suggest',
  needs: ['contacts.view'],
  input: {},
  asks: () => [{ needs: 'contacts.view', on: workspaceItself }],
  does: async ({ connection, workspace, actor }) => {
    const { country } = await settingsOf(connection, workspace.id);
    const reached = reachOf(actor, 'contacts.view');
    const codes = await callingCodes(country);
    const found = async function* (): AsyncGenerator<Suggestion> {
      yield* told(sameAddress(connection, workspace.id, reached), 'same-email', 'strong');
      yield* told(sameNumber(connection, workspace.id, reached, codes), 'same-number', 'strong');
      yield* told(sameName(connection, workspace.id, reached), 'same-name', 'weak');
    };
    return { suggestions: found() };
  },
});

async function* told(
  pairs: AsyncIterable<Twins>,
  reason: Suggestion['reason'],
  hint: Suggestion['hint'],
): AsyncGenerator<Suggestion> {
  for await (const { keep_phone, keep_email, keep_name, phone, email, name } of pairs) {
    yield {
      keep: contactName({ phone: keep_phone, email: keep_email }),
      keepName: keep_name || null,
      other: contactName({ phone, email }),
      otherName: name || null,
      reason,
      hint,
    };
  }
}
