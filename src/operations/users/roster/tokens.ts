import type { ChangePass } from '../../../access/pass.ts';
import { rfc3339 } from '../../../domain/time.ts';
import { hashOfToken, TOKEN_BYTES, type TokenRow, type TokenSink, tokenOf } from '../../../domain/token.ts';
import { type Invited, invitedTargets, makeTokens, setTokens, stageTokens } from '../../../store/roster-apply.ts';

const PAGE = 10_000;

/** Makes a token for everyone whom a roster invites, hands them out page by page, and keeps only their hashes. */
export async function handOut(pass: ChangePass, expires: number, tokens: TokenSink): Promise<void> {
  await makeTokens(pass.connection);
  await tokens.write(handedOut(pass, rfc3339(expires)));
  await setTokens(pass.connection);
}

async function* handedOut({ connection, random }: ChangePass, expires: string): AsyncGenerator<TokenRow> {
  for (let after = 0, page: readonly Invited[] = []; ; after = page.at(-1)?.user_id ?? 0) {
    page = await invitedTargets(connection, after, PAGE);
    if (page.length === 0) return;
    const hashes: [number, Uint8Array][] = [];
    for (const { user_id, email } of page) {
      const token = tokenOf(random(TOKEN_BYTES));
      hashes.push([user_id, hashOfToken(token)]);
      yield { email, token, expires };
    }
    await stageTokens(connection, hashes);
  }
}
