import { nodeCrypto } from './node-crypto.ts';

/** How many random bytes a token is made of. */
export const TOKEN_BYTES = 32;

const SHAPE = /^swi_[\w-]{43}$/;

/** The invitation token of 32 random bytes: `swi_` and 43 characters of base64url (RFC 4648 §5). */
export const tokenOf = (bytes: Uint8Array): string => `swi_${Buffer.from(bytes).toString('base64url')}`;

/** Whether a text has the shape of an invitation token. */
export const isToken = (text: string): boolean => SHAPE.test(text);

/** SHA-256 of a token: all that is ever stored of it. */
export const hashOfToken = (token: string): Uint8Array => nodeCrypto().createHash('sha256').update(token).digest();

/** Whether a token is the one whose hash was stored; takes the same time whatever the difference. */
export const tokenFits = (token: string, hash: Uint8Array): boolean => {
  const own = hashOfToken(token);
  return hash.length === own.length && nodeCrypto().timingSafeEqual(own, hash);
};

/** A token as it is handed over, once: to whom, and until when (RFC 3339). */
export interface TokenRow {
  readonly email: string;
  readonly token: string;
  readonly expires: string;
}

/** Where fresh tokens go: written before the change is certain, and kept only if it came to be. */
export interface TokenSink {
  write(rows: Iterable<TokenRow> | AsyncIterable<TokenRow>): Promise<void>;
  settle(kept: boolean): Promise<void>;
}
