import { emailKey, emailProblem } from './email.ts';
import { invalid } from './errors.ts';
import { problemOf } from './text.ts';
import { listed, nearest } from './words.ts';

/** What a responder does when it answers. An assignment is to a member (by e-mail) or to a team (by name). */
export type ResponderAction =
  | { readonly does: 'reply'; readonly body: string }
  | { readonly does: 'consent'; readonly state: (typeof STATES)[number] }
  | { readonly does: 'list'; readonly name: string }
  | { readonly does: 'tag'; readonly name: string }
  | { readonly does: 'assign'; readonly member: string }
  | { readonly does: 'assign'; readonly team: string };

const STATES = ['opted-in', 'opted-out'] as const;

/** In the order in which actions are told; those of which there is one at most are marked. */
const KINDS = { reply: 'one', consent: 'one', list: 'many', tag: 'many', assign: 'one' } as const;
type Kind = keyof typeof KINDS;
const WORDS = Object.keys(KINDS) as readonly Kind[];

const LONGEST_NAME = 100;
const LONGEST_BODY = 1_600;
const MOST_ACTIONS = 50;
const TEAM = /^team:/i;

const bad = (message: string, hint: string) => invalid('bad-action', message, { hint });

/** Actions as people write them (`list=VIP`, `tag=lead`, `assign=team:Sales`, `consent=opted-in`, `reply=Hello!`), each once, in canonical order. */
export function readActions(texts: readonly string[]): readonly ResponderAction[] {
  const actions = new Map<string, ResponderAction>();
  for (const text of texts) {
    const action = readAction(text);
    const told = actionText(action);
    const key = action.does === 'reply' ? told : told.normalize('NFKC').toLowerCase();
    if (!actions.has(key)) actions.set(key, action);
  }
  if (actions.size > MOST_ACTIONS) throw bad(`a responder does at most ${MOST_ACTIONS} things`, 'leave some out');
  const sorted = [...actions].sort(([one, a], [other, b]) => place(a) - place(b) || (one < other ? -1 : 1));
  const read = sorted.map(([, action]) => action);
  const twice = read.find(({ does }, i) => KINDS[does] === 'one' && read[i + 1]?.does === does);
  if (twice === undefined) return read;
  throw bad(`a responder has one ${twice.does} at most`, `write ${twice.does}= once`);
}

/** Actions as texts that `readActions` reads back to the same. */
export const actionTexts = (actions: readonly ResponderAction[]): readonly string[] => actions.map(actionText);

const place = ({ does }: ResponderAction): number => WORDS.indexOf(does);

function actionText(action: ResponderAction): string {
  switch (action.does) {
    case 'reply':
      return `reply=${action.body}`;
    case 'consent':
      return `consent=${action.state}`;
    case 'list':
    case 'tag':
      return `${action.does}=${action.name}`;
    case 'assign':
      return 'team' in action ? `assign=team:${action.team}` : `assign=${action.member}`;
  }
}

function readAction(text: string): ResponderAction {
  const at = text.indexOf('=');
  const word = (at < 0 ? text : text.slice(0, at)).trim().toLowerCase();
  const kind = WORDS.find((known) => known === word);
  if (kind === undefined) {
    const near = nearest(word, WORDS);
    const hint = near ? `did you mean "${near}="?` : `write one of ${listed(WORDS.map((known) => `${known}=…`))}`;
    throw bad(`there is no action "${word.slice(0, LONGEST_NAME)}"`, hint);
  }
  const value = text
    .slice(at + 1)
    .trim()
    .normalize('NFC');
  if (at < 0 || value === '') throw bad(`the action ${kind} says nothing`, `write ${kind}=${EXAMPLES[kind]}`);
  return READERS[kind](value);
}

const EXAMPLES: Readonly<Record<Kind, string>> = {
  reply: "'Thank you, {first_name|there}!'",
  consent: 'opted-in',
  list: 'VIP',
  tag: 'lead',
  assign: 'team:Sales',
};

const READERS: Readonly<Record<Kind, (value: string) => ResponderAction>> = {
  reply: (value) => ({ does: 'reply', body: wellWritten(value, 'a reply', LONGEST_BODY) }),
  consent: (value) => ({ does: 'consent', state: stateOf(value) }),
  list: (value) => ({ does: 'list', name: named(value, 'a list') }),
  tag: (value) => ({ does: 'tag', name: named(value, 'a tag') }),
  assign: (value) =>
    TEAM.test(value)
      ? { does: 'assign', team: named(value.replace(TEAM, '').trim(), 'a team') }
      : { does: 'assign', member: memberOf(value) },
};

function stateOf(value: string): (typeof STATES)[number] {
  const state = STATES.find((known) => known === value.toLowerCase());
  if (state !== undefined) return state;
  const near = nearest(value, STATES);
  throw bad(`consent cannot be "${value}"`, near ? `did you mean "${near}"?` : `write ${listed(STATES, 'or')}`);
}

function memberOf(value: string): string {
  const email = emailKey(value);
  if (email !== undefined) return email;
  const meant = emailProblem(value)?.suggestion;
  throw bad(`"${value}" is no member's e-mail`, meant ? `did you mean ${meant}?` : 'a team is written team:NAME');
}

function named(value: string, what: string): string {
  if (value === '' || /[,;|]/.test(value))
    throw bad(`that is no name of ${what}: it is empty or holds a , ; or |`, 'write a name');
  return wellWritten(value, `the name of ${what}`, LONGEST_NAME);
}

function wellWritten(value: string, what: string, max: number): string {
  const problem = problemOf(value, { max, multiline: max === LONGEST_BODY });
  if (problem === undefined) return value;
  throw bad(`that cannot be ${what}: ${problem.replaceAll('-', ' ')}`, `write at most ${max} visible characters`);
}
