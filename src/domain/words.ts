const FARTHEST = 64;

/** The known word a person most likely meant by `word`, or nothing when none is near enough to be worth naming. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const meant = folded(word);
  if (meant.length === 0 || meant.length > FARTHEST) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.min(3, Math.floor(meant.length / 3))) + 0.5;
  for (const candidate of known) {
    const cost = costOf(meant, folded(candidate), least);
    if (cost < least) {
      best = candidate;
      least = cost;
    }
  }
  return best;
}

/** Words as a person lists them: `a`, `a and b`, `a, b and c`; `joint` for another word between the last two. */
export function listed(words: readonly string[], joint = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** A count with its noun: `1 user`, `10,000 users`, `2 entries`; `many` for nouns that follow no rule. */
export function plural(count: number, noun: string, many: string = manyOf(noun)): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${count === 1 ? noun : many}`;
}

function manyOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

function folded(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
}

/** Typing a word's beginning is no mistake, so a prefix costs little; a shared first letter breaks ties. */
function costOf(word: string, candidate: string, limit: number): number {
  if (word.length > 1 && candidate.startsWith(word)) return 0.5 + (candidate.length - word.length) / FARTHEST;
  if (Math.abs(word.length - candidate.length) >= limit) return limit;
  return distance(word, candidate) - (word[0] === candidate[0] ? 0.25 : 0);
}

/** Damerau–Levenshtein (optimal string alignment): a slip of two neighbouring letters counts once. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? a.length;
}
