import { once } from './once.ts';

const SHAPE = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** The one ASCII form (IDNA, lower case) of a domain, or nothing where it is none or could be taken for another. */
export function domainKey(domain: string): string | undefined {
  const plain = !/[^ -~]/.test(domain) && !domain.includes('xn--');
  if (plain) return SHAPE.test(domain) ? domain : undefined;
  // Loaded here, since almost no address comes this far.
  const { domainToASCII, domainToUnicode } = process.getBuiltinModule('node:url');
  const ascii = domainToASCII(domain);
  if (ascii.length > 253 || !SHAPE.test(ascii)) return undefined;
  const shown = domainToUnicode(ascii);
  // A label that does not survive the way there and back is not one that a registry gave out.
  if (domainToASCII(shown) !== ascii || /(?:^|\.)xn--/.test(shown)) return undefined;
  return confusable(shown) ? undefined : ascii;
}

const latin = once(() => /\p{Script=Latin}/u);
const foreign = once(() => [
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
]);

/** Letters of those scripts that pass for Latin ones: a label of nothing else, under a Latin ending, is a disguise. */
const DISGUISE = /^[аәсԁеҽһіјӏкмоорԛѕтցսѵԝхуүʏαικονρτυχγω0-9-]+$/u;
const ODD_LATIN = /[ıȷɑɡɩʋƅᴀ-ᴢ]/u;

/** Scripts mixed in one label, or look-alikes only: after the rules by which browsers show a domain as punycode. */
function confusable(domain: string): boolean {
  const labels = domain.split('.');
  const latinEnding = /^[a-z]+$/.test(labels.at(-1) ?? '');
  return labels.some((label) => {
    const scripts = foreign().filter((script) => script.test(label)).length + (latin().test(label) ? 1 : 0);
    return (
      scripts > 1 ||
      ODD_LATIN.test(label) ||
      (latinEnding && !latin().test(label) && DISGUISE.test(label) && /\D/.test(label.replaceAll('-', '')))
    );
  });
}
