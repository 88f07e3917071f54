import type { Condition, Operator, Term } from './contact-filter.ts';
import { invalid } from './errors.ts';
import type { ContactField } from './field-definition.ts';
import { type Topic, termOf, topicOf, unknownTopic, unquoted } from './filter-terms.ts';

/** Longer expressions are not read, nor more terms: they come from people, who stop earlier. */
const LONGEST = 1000;
const MOST_TERMS = 100;

/**
 * Reads what contacts are narrowed to: each text is a clause of terms joined by `or`, as `city = Boston or age >= 21`;
 * all clauses hold. A value ends where the next term begins, so only one that looks like a term needs quotes.
 */
export function readWhere(texts: readonly string[], fields: readonly ContactField[]): Condition {
  const condition = texts.map((text) => clauseOf(text, fields));
  if (condition.flat().length <= MOST_TERMS) return condition;
  throw invalid('bad-filter', `a filter has at most ${MOST_TERMS} terms`);
}

function clauseOf(text: string, fields: readonly ContactField[]): readonly Term[] {
  if (text.length > LONGEST) throw invalid('bad-filter', `a filter is at most ${LONGEST} characters long`);
  const terms: Term[] = [];
  for (let rest: string | undefined = text; rest !== undefined; ) {
    const found = split(rest, fields);
    if (found === undefined) throw nothingSaid(rest, fields);
    const [values, next] = valuesOf(found, fields);
    terms.push(termOf(found.topic, found.holds, values));
    rest = next;
  }
  return terms;
}

interface Split {
  readonly topic: Topic;
  readonly holds: Operator;
  readonly behind: string;
}

const SIGN = /!=|<>|<=|>=|=|<|>/y;
const WORD = /(?<=\s)(is\s+not\s+empty|is\s+empty|not\s+in|in|starts[-\s]with|is\s+not|is)(?=\s|$)/iy;
const MEANS: Readonly<Record<string, Operator>> = { '<>': '!=', is: '=', 'is not': '!=', 'starts with': 'starts-with' };

/** Parts a text at the first comparison that stands behind something known. */
function split(text: string, fields: readonly ContactField[]): Split | undefined {
  for (const [at, word] of comparisons(text)) {
    const topic = topicOf(text.slice(0, at), fields);
    if (topic === undefined) continue;
    const plain = word.toLowerCase().replace(/\s+/g, ' ');
    return { topic, holds: MEANS[plain] ?? (plain as Operator), behind: text.slice(at + word.length) };
  }
  return undefined;
}

function* comparisons(text: string): Generator<readonly [number, string]> {
  for (let at = 0; at < text.length; at++) {
    SIGN.lastIndex = at;
    WORD.lastIndex = at;
    const found = (SIGN.exec(text) ?? WORD.exec(text))?.[0];
    if (found === undefined) continue;
    yield [at, found];
    // `<=` is no `=` as well.
    if (/^\W/.test(found)) at += found.length - 1;
  }
}

const QUOTED = /^\s*("(?:[^"]|"")*"|'(?:[^']|'')*')\s*/;

/** The values behind a comparison, and what stands behind the `or` after them. */
function valuesOf({ holds, behind }: Split, fields: readonly ContactField[]): readonly [string[], string | undefined] {
  const takesSeveral = holds === 'in' || holds === 'not in';
  if (holds.endsWith('empty')) return [[], afterOr(behind)];
  const values: string[] = [];
  for (let rest = behind; ; ) {
    const quote = QUOTED.exec(rest);
    if (quote !== null) {
      values.push(unquoted(quote[1] as string));
      rest = rest.slice(quote[0].length);
    } else {
      const end = endOf(rest, takesSeveral, fields);
      values.push(rest.slice(0, end).trim());
      rest = rest.slice(end);
    }
    if (takesSeveral && rest.startsWith(',')) rest = rest.slice(1);
    else return [values, afterOr(rest)];
  }
}

/** Where a value without quotes ends: at a comma between several, at an `or` that a term stands behind, or at the end. */
function endOf(text: string, takesSeveral: boolean, fields: readonly ContactField[]): number {
  const comma = takesSeveral ? text.indexOf(',') : -1;
  const ends = comma < 0 ? text.length : comma;
  for (const joint of text.matchAll(/\s(or|and)\s+/gi)) {
    if (joint.index >= ends) break;
    if (split(text.slice(joint.index + joint[0].length), fields) === undefined) continue;
    if (joint[1]?.toLowerCase() === 'or') return joint.index;
    throw invalid('bad-filter', 'what all must hold is said in a --where each, not joined by "and"', {
      hint: `put it in another --where, or in quotes where it is a value: "${text.trim()}"`,
    });
  }
  return ends;
}

function afterOr(rest: string): string | undefined {
  if (rest.trim() === '') return undefined;
  const found = /^\s*or\s+(.+)$/is.exec(rest);
  if (found !== null) return found[1] as string;
  throw invalid('bad-filter', `"${rest.trim()}" stands behind a term, where only "or" and another one may`);
}

function nothingSaid(text: string, fields: readonly ContactField[]) {
  const [first] = comparisons(text);
  if (first !== undefined) unknownTopic(text.slice(0, first[0]), fields);
  return invalid('bad-filter', `"${text.trim()}" is no filter: nothing is compared`, {
    hint: 'write it as city = Boston, plan in gold,silver, age >= 21, email is empty, name starts-with Mar, tag = vip',
  });
}
