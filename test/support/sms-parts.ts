/** The parts of a message, built one by one as a phone would, to be counted: slow, and sharing nothing with the product. */
export function partsOf(body: string, encoding: 'GSM-7' | 'UCS-2'): string[] {
  const [single, part] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
  const size = (character: string): number =>
    encoding === 'GSM-7' ? ('€[]{}\\^~|\f'.includes(character) ? 2 : 1) : character.length;
  const whole = Array.from(body).reduce((sum, character) => sum + size(character), 0);
  if (whole <= single) return [body];
  const parts: string[] = [];
  let now = '';
  let used = 0;
  for (const character of body) {
    if (used + size(character) > part) {
      parts.push(now);
      now = '';
      used = 0;
    }
    now += character;
    used += size(character);
  }
  return [...parts, now];
}

const times = (character: string, counts: readonly number[]): string[] => counts.map((n) => character.repeat(n));
const around = (filler: string, counts: readonly number[], middle: string): string[] =>
  counts.map((n) => filler.repeat(n) + middle + filler.repeat(12));

const LITERAL = [
  '',
  ' ',
  'Hi, it’s Ada. Your order is ready – pick it up today…',
  'Hello {first_name}, your code is [1234] ~ thanks!',
  'Прием до 18:00',
  '李小龍，您好',
  'مرحبا',
  'Zażółć gęślą jaźń',
  'Çà et là, Noël à Genève',
  'ção', // ç is no character of GSM-7, Ç is
  'line one\nline two\r\nline three',
  'a\tb',
  'e\u0301'.repeat(30),
  '👩‍💻',
  '🇩🇪🇺🇸',
  '1️⃣',
  '👍🏽',
  'naïve café',
  'price: 10 € | 12 $ | 9 £',
  '\f',
  '`',
  '´',
  'ΔΦΓΛΩΠΨΣΘΞ',
  'ΑΒΕΖΗ', // Greek capitals that look Latin are not in the alphabet
  'İstanbul',
  '\u00a0',
];

/** Bodies of every kind, and at every boundary that counts. */
export const BODIES: readonly string[] = [
  ...LITERAL,
  ...times('a', [1, 2, 152, 153, 154, 159, 160, 161, 305, 306, 307, 458, 459, 460]),
  ...times('я', [1, 66, 67, 68, 69, 70, 71, 133, 134, 135, 200, 201, 202]),
  ...times('€', [1, 76, 77, 79, 80, 81, 152, 153, 154, 228, 229]),
  ...times('😀', [1, 33, 34, 35, 36, 66, 67, 99, 100]),
  ...around('a', [146, 147, 148, 150, 151, 152, 153, 304, 305, 306], '€'),
  ...around('a', [151, 152, 304], '[]'),
  ...around('я', [55, 56, 57, 64, 65, 66, 67, 132, 133, 134], '😀'),
  ...around('я', [65, 66, 132], '😀😀'),
  ...around('a', [60, 66, 132, 133, 160], '—'),
  ...around('a{', [48, 50, 51, 52, 76, 100], '}'),
  ...around('я', [66, 132], 'é'),
  ...around('a\r\n', [49, 50, 51, 53, 101, 102], 'b'),
  `${'a'.repeat(152)}€${'a'.repeat(151)}€${'a'.repeat(152)}€`,
  `${'я'.repeat(66)}😀${'я'.repeat(65)}😀${'я'.repeat(66)}😀`,
];

/** Bodies in which a cluster of several characters lies over the end of a part. */
export const CLUSTERS: readonly string[] = [
  ...around('я', [64, 65, 66], '👩‍💻'),
  ...around('я', [64, 65], '🇩🇪'),
  ...around('я', [66], 'e\u0301'),
  ...around('я', [64, 66], '1️⃣'),
  '👨‍👩‍👧‍👦'.repeat(7),
  'e\u0301'.repeat(36),
];
