import { areaCodes } from './number-areas.ts';
import { once } from './once.ts';

/**
 * Numbers that are given to nobody, because they are kept for films, books and examples. As of 2026-11-26, each row the
 * zone where it rings, how many digits follow, and what stands before them:
 * - North America: 555-0100 to 555-0199 in every area code (NANPA; ATIS-0300115, 555 NXX Assignment Guidelines);
 * - United Kingdom: Ofcom, “Telephone numbers for use in TV and radio drama programmes”; without Northern Ireland, whose
 *   range was moved, and without what is free or dear to call;
 * - Ireland: ComReg, Numbering Conditions of Use (15/136R3), drama numbers 020 91X XXXX;
 * - Australia: ACMA, “Phone numbers for use in TV shows, films and creative works”, (0x) 5550 xxxx and (0x) 7010 xxxx;
 * - France: Arcep, decision 2018-0881 as amended, 2.5.12, numbers for audiovisual works;
 * - Germany: Bundesnetzagentur, Mitteilung 148/2021, “Drama Numbers”, the towns and two mobile networks.
 */
const ABROAD = `
Europe/London 3 +441134960 +441144960 +441154960 +441164960 +441174960 +441184960 +441214960 +441314960 +441414960
Europe/London 3 +441514960 +441614960 +442079460 +441914980 +442920180 +441632960 +447700900
Europe/Dublin 5 +3532091
Australia/Sydney 4 +6125550 +6127010
Australia/Melbourne 4 +6135550 +6137010
Australia/Brisbane 4 +6175550 +6177010
Australia/Perth 4 +6185550 +6187010
Europe/Paris 4 +3319900 +3326191 +3335301 +3346571 +3353649 +3363998
Europe/Berlin 3 +493023125 +496990009 +494066969 +492214710 +498999998
Europe/Berlin 2 +4917139200 +49176040690
`;

/** A number of nobody, and the zone where it rings where its area code does not say so. */
export interface FictionNumber {
  readonly phone: string;
  readonly zone: string | null;
}

interface Range {
  readonly zone: string;
  readonly prefix: string;
  readonly digits: number;
  /** How many numbers stand before its own. */
  readonly from: number;
}

const abroad = once(() => {
  const ranges: Range[] = [];
  let from = 0;
  for (const row of ABROAD.trim().split('\n')) {
    const [zone = '', digits = '', ...prefixes] = row.split(' ');
    for (const prefix of prefixes) {
      ranges.push({ zone, prefix, digits: Number(digits), from });
      from += 10 ** Number(digits);
    }
  }
  return { ranges, count: from };
});

const IN_AREA = 100;

/** How many numbers of North America there are, and how many of elsewhere. */
export const fictionCounts = (): { readonly home: number; readonly abroad: number } => ({
  home: areaCodes().length * IN_AREA,
  abroad: abroad().count,
});

/** A number of North America by its place: one area code after the other, then the next number of each. */
export function homeNumber(place: number): FictionNumber {
  const codes = areaCodes();
  const last = String(Math.floor(place / codes.length)).padStart(2, '0');
  return { phone: `+1${codes[place % codes.length]}55501${last}`, zone: null };
}

/** A number of elsewhere by its place. */
export function numberAbroad(place: number): FictionNumber {
  const range = abroad().ranges.findLast(({ from }) => from <= place) as Range;
  return { phone: range.prefix + String(place - range.from).padStart(range.digits, '0'), zone: range.zone };
}
