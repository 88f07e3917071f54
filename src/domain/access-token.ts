import { crc32 } from 'node:zlib';

/** How many random bytes an access token is made of. */
export const ACCESS_TOKEN_BYTES = 32;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number in base 62, of a fixed length. */
function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = `${DIGITS[Number(rest % 62n)]}${text}`;
  return text;
}

const checksum = (body: string): string => base62(BigInt(crc32(body)), 6);

/** The access token of 32 random bytes: `swb_`, 43 characters of base 62, and six of their CRC-32. */
export function accessTokenOf(bytes: Uint8Array): string {
  const body = base62(BigInt(`0x${Buffer.from(bytes).toString('hex')}`), 43);
  return `swb_${body}${checksum(body)}`;
}

/** Whether a text is an access token that nobody mistyped: its shape and its checksum. Nobody needs to be asked for that. */
export function isAccessToken(text: string): boolean {
  const found = /^swb_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/.exec(text);
  return found !== null && checksum(found[1] as string) === found[2];
}
