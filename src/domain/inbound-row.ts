import { Failure } from './errors.ts';
import { type Fault, fault } from './fault.ts';
import { incoming } from './message-said.ts';
import { problemOf } from './text.ts';
import { instant } from './time.ts';
import { listed, nearest } from './words.ts';

/** A message as a row of a file tells of it, its words not looked up yet. `at` is its line, `written` UTC milliseconds. */
export interface InboundRow {
  readonly at: number;
  readonly line: string | null;
  readonly from: string;
  readonly text: string;
  readonly id: string | null;
  readonly written: number | null;
  readonly automatic: boolean;
  readonly name: string | null;
}

const KEYS = ['line', 'from', 'text', 'id', 'at', 'automatic', 'name'] as const;
type Key = (typeof KEYS)[number];
const LONGEST = 200;

/** The message on a line of a file, or what is wrong with it; `usual` is the line of those that name none. */
export function readInbound(line: number, value: unknown, usual: string | null): InboundRow | Fault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [fault(line, 'bad-value', 'a message is an object such as {"from": "+15550123", "text": "Hello"}')];
  }
  const faults: Fault[] = [];
  const said = new Map<Key, unknown>();
  for (const [key, given] of Object.entries(value)) {
    const known = KEYS.find((one) => one === key);
    if (known === undefined) {
      const suggestion = nearest(key, KEYS) ?? null;
      faults.push(
        fault(line, 'unknown-column', `a message has ${listed(KEYS)}, and no “${key}”`, { field: key, suggestion }),
      );
    } else if (given !== null) said.set(known, given);
  }
  const text = (field: Key, wanted = false): string | null => {
    const given = said.get(field);
    if (given === undefined && wanted)
      faults.push(fault(line, 'missing-value', `a message needs “${field}”`, { field }));
    if (given === undefined) return null;
    if (typeof given !== 'string') {
      faults.push(fault(line, 'bad-value', `“${field}” is a string`, { field }));
      return null;
    }
    const problem = given.trim() === '' ? 'missing-value' : problemOf(given.trim(), { max: LONGEST });
    if (problem === undefined) return given.trim();
    faults.push(fault(line, problem, `“${field}” is ${PROBLEMS[problem] ?? 'no text'}`, { field, value: given }));
    return null;
  };
  const body = said.get('text');
  if (typeof body !== 'string')
    faults.push(fault(line, 'missing-value', 'a message needs “text”, a string', { field: 'text' }));
  const automatic = said.get('automatic') ?? false;
  if (typeof automatic !== 'boolean')
    faults.push(fault(line, 'bad-value', '“automatic” is true or false', { field: 'automatic' }));
  const row = {
    at: line,
    line: said.has('line') || usual === null ? text('line', true) : usual,
    from: text('from', true) ?? '',
    text: typeof body === 'string' ? (told(line, 'text', faults, () => incoming(body)) ?? '') : '',
    id: text('id'),
    written: null as number | null,
    automatic: automatic === true,
    name: text('name'),
  };
  const at = text('at');
  if (at !== null) row.written = told(line, 'at', faults, () => instant(at)) ?? null;
  return faults.length > 0 ? faults : row;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  'missing-value': 'empty',
  'too-long': `longer than ${LONGEST} characters`,
  'control-character': 'with a character that nobody sees',
  'bidi-character': 'with a character that turns its direction',
};

/** What a rule reads, or the fault that it finds. */
function told<T>(line: number, field: Key, faults: Fault[], reads: () => T): T | undefined {
  try {
    return reads();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    faults.push(fault(line, error.code, error.message, { field, suggestion: error.hint ?? null }));
    return undefined;
  }
}
