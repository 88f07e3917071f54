// One grammar, read from left to right: taking it apart would hide how its parts call each other.
import { invalid } from './errors.ts';
import { folded } from './keyword.ts';

/** A pattern as the linear-time engine takes it, and how many steps it needs for a character of text. */
export interface PatternSource {
  readonly source: string;
  readonly weight: number;
}

/** One part of a pattern: `copies` is how often the engine would write out its innermost part. */
interface Part extends PatternSource {
  readonly copies: number;
}

/** The engine writes out counted repetitions, sixteen copies at most; more are written side by side. */
const MOST_COPIES = 16;
const HEAVIEST = 500;

/**
 * A person's pattern with its letters folded as `folded` folds texts (the engine knows no case-insensitive flag), groups that
 * capture nothing, and counts that the engine takes. Refuses, with a sentence, what needs to look around or back, and what grows too big.
 */
export function patternSource(written: string): PatternSource {
  const scanner = new Scanner(Array.from(written.normalize('NFC').replace(/\s+/g, ' ')));
  const whole = alternatives(scanner);
  if (!scanner.ended()) throw broken('a ) closes nothing', scanner);
  return whole;
}

/** Where reading has come to. */
class Scanner {
  private readonly characters: readonly string[];
  at = 0;
  constructor(characters: readonly string[]) {
    this.characters = characters;
  }
  readonly ended = (): boolean => this.at >= this.characters.length;
  readonly peek = (): string => this.characters[this.at] ?? '';
  readonly next = (): string => this.characters[this.at++] ?? '';
  readonly rest = (length: number): string => this.characters.slice(this.at, this.at + length).join('');
  /** Goes past what the pattern finds right here. */
  readonly take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(this.rest(40));
    if (found !== null) this.at += found[0].length;
    return found ?? undefined;
  };
}

const broken = (why: string, { at }: { readonly at: number }) =>
  invalid('bad-pattern', `that is no pattern: ${why}, at character ${Math.max(1, at)}`, {
    hint: 'write . * + ? | ( ) [ ] { } ^ $ with a \\ before them where they mean themselves',
  });

const unable = (what: string, instead: string) =>
  invalid('pattern-not-linear', `a pattern cannot use ${what}: it would not be sure to end in time`, { hint: instead });

function alternatives(scanner: Scanner): Part {
  const ways = [sequence(scanner)];
  while (scanner.take(/^\|/)) ways.push(sequence(scanner));
  return checked({
    source: ways.map((way) => way.source).join('|'),
    weight: ways.reduce((sum, way) => sum + way.weight, ways.length - 1),
    copies: Math.max(...ways.map((way) => way.copies)),
  });
}

function sequence(scanner: Scanner): Part {
  let whole: Part = { source: '', weight: 0, copies: 1 };
  while (!scanner.ended() && !'|)'.includes(scanner.peek())) {
    const part = repeated(atom(scanner), scanner);
    whole = {
      source: whole.source + part.source,
      weight: whole.weight + part.weight,
      copies: Math.max(whole.copies, part.copies),
    };
  }
  return checked(whole);
}

function checked(part: Part): Part {
  if (part.weight <= HEAVIEST) return part;
  throw invalid('pattern-too-big', `the pattern is too big: written out it has more than ${HEAVIEST} parts`, {
    hint: 'write + or * instead of a large count, or part it among several responders',
  });
}

function repeated(part: Part, scanner: Scanner): Part {
  const found = scanner.take(/^(?:[*+?]|\{(\d{1,6})(,?)(\d{0,6})\})(\??)/);
  if (found === undefined) return part;
  if (scanner.take(/^[*+?]/) ?? scanner.take(/^\{\d+,?\d*\}/)) throw broken('there is nothing to repeat', scanner);
  const [sign, least, comma, most, lazy = ''] = found;
  if (least === undefined) {
    return { ...part, source: part.source + sign, weight: part.weight * (sign[0] === '+' ? 2 : 1) + 1 };
  }
  const from = Number(least);
  const to = comma === '' ? from : most === '' ? undefined : Number(most);
  if (to !== undefined && to < from) throw broken(`{${from},${to}} counts downwards`, scanner);
  const weight = checked({ ...part, weight: (part.weight + 1) * ((to ?? from) + 1) }).weight;
  const each = Math.max(1, Math.floor(MOST_COPIES / part.copies));
  const times = (least: number, most: number) => `${part.source}{${least},${most}}${lazy}`;
  let source = to === undefined ? `${part.source}*${lazy}` : '';
  let leastLeft = from;
  for (let left = to ?? from; left > 0; left -= each) {
    const most = Math.min(left, each);
    const must = Math.min(leastLeft, most);
    source = to === undefined ? times(must, most) + source : source + times(must, most);
    leastLeft -= must;
  }
  return {
    source: `(?:${source})`,
    weight,
    copies: Math.min(MOST_COPIES, part.copies * Math.min(to ?? from, each)) || 1,
  };
}

function atom(scanner: Scanner): Part {
  const character = scanner.next();
  if (character === '(') return group(scanner);
  if (character === '[') return bracket(scanner);
  if (character === '\\') {
    const { is, means } = escaped(scanner);
    return is === 'literal' ? literal(means) : one(means);
  }
  if (character === '^' || character === '$') return one(`(?:${character})`);
  if (character === '.') return one('.');
  if ('*+?'.includes(character)) throw broken('there is nothing to repeat', scanner);
  return literal(character);
}

const one = (source: string): Part => ({ source, weight: 1, copies: 1 });

function group(scanner: Scanner): Part {
  const began = { at: scanner.at };
  if (scanner.take(/^\?<?[=!]/))
    throw unable('(?= (?! (?<= or (?<!', 'write what stands before or after as part of it');
  if (scanner.peek() === '?' && !scanner.take(/^\?(?::|<[A-Za-z_]\w{0,30}>)/))
    throw broken('what follows (? is unknown', scanner);
  const inner = alternatives(scanner);
  if (scanner.next() !== ')') throw broken('a ( is not closed', began);
  return { ...inner, source: `(?:${inner.source})`, weight: inner.weight + 1 };
}

/** What a letter becomes in a folded text; several characters where it does (`ß`), which then count as one. */
function literal(character: string): Part {
  const means = folded(character);
  const source = means.replace(SYNTAX, '\\$&');
  return { source: means.length === 1 ? source : `(?:${source})`, weight: means.length + 1, copies: 1 };
}

const SYNTAX = /[\\^$.*+?()[\]{}|/-]/g;

function escaped(scanner: Scanner): { readonly is: 'set' | 'edge' | 'literal'; readonly means: string } {
  if (scanner.ended()) throw broken('it ends with \\', scanner);
  const code = scanner.take(/^(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))/);
  if (code !== undefined)
    return { is: 'literal', means: String.fromCharCode(Number.parseInt((code[1] ?? code[2]) as string, 16)) };
  const letter = scanner.next();
  if (/[dDwWsS]/.test(letter)) return { is: 'set', means: `\\${letter}` };
  if (/[bB]/.test(letter)) return { is: 'edge', means: `(?:\\${letter})` };
  if (/[tnrfv]/.test(letter)) return { is: 'literal', means: ' ' };
  if (/[1-9k]/.test(letter)) throw unable(`\\${letter}, which looks back`, 'write out what is to come again');
  if (/[a-zA-Z0]/.test(letter)) throw broken(`\\${letter} means nothing here`, scanner);
  return { is: 'literal', means: letter };
}

/** A class: what is no single unit of text (an emoji, `ß` as `ss`) becomes an alternative beside it. */
function bracket(scanner: Scanner): Part {
  const began = { at: scanner.at };
  const sign = scanner.take(/^\^/) === undefined ? '' : '^';
  const longer: string[] = [];
  let members = '';
  const member = () => {
    const character = scanner.next();
    const { is, means } = character === '\\' ? escaped(scanner) : { is: 'literal', means: folded(character) };
    if (is === 'edge') throw broken('\\b has no place within [ ]', scanner);
    return is === 'set' ? { set: means } : { means: folded(means) };
  };
  while (scanner.peek() !== ']') {
    if (scanner.ended()) throw broken('a [ is not closed', began);
    const from = member();
    const isRange = /^-[^\]]/u.test(scanner.rest(2));
    if (isRange) scanner.next();
    const to = isRange ? member() : undefined;
    if (to !== undefined && (from.means?.length !== 1 || to.means?.length !== 1 || from.means > to.means))
      throw broken('a range within [ ] goes from one letter up to another', scanner);
    if (from.set === undefined && from.means.length !== 1) longer.push(from.means.replace(SYNTAX, '\\$&'));
    else members += from.set ?? from.means.replace(SYNTAX, '\\$&');
    if (to?.means !== undefined) members += `-${to.means.replace(SYNTAX, '\\$&')}`;
  }
  scanner.next();
  const class_ = `[${sign}${members}]`;
  if (longer.length === 0 || sign !== '') return one(class_);
  return { source: `(?:${[class_, ...longer].join('|')})`, weight: 1 + longer.join('|').length, copies: 1 };
}
