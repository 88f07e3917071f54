// What words of many questions mean, kind by kind of word: long, because each is learnt and answered in its own way.
import { emailKey } from '../domain/email.ts';
import { Failure } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import { productNames } from '../store/names.ts';
import { countActiveHolders } from '../store/subjects.ts';
import { type ActionFacts, CATALOGUE_PRODUCTS } from './actions.ts';
import { verdict } from './decide.ts';
import { actionNamed } from './inquiry.ts';
import { findLines, lineResource } from './line-names.ts';
import type { Sight } from './operation.ts';
import { personOf, roleNamed, subjectsOf } from './people.ts';
import { type Answer, type Question, wrongWith } from './questions.ts';
import { type OnRecord, RECORD_KINDS, type RecordKind, recordsAsked } from './records-asked.ts';
import type { LineResource, PersonResource } from './resource.ts';
import { type Role, topRole } from './roles.ts';
import type { Subject } from './subject.ts';

/** What the words of questions mean, learnt a piece at a time, so that answers come from memory. */
export interface Knowledge {
  /** Looks up what is new in these questions: one statement for the people and one for the lines, however many. */
  readonly learn: (questions: readonly Question[]) => Promise<void>;
  /** The answer to a question that was learnt last. */
  readonly answer: (question: Question) => Answer;
}

/** Of so many words the meaning is remembered; then all is forgotten. A member takes about a kilobyte. */
const MOST = 20_000;

/** What words mean, or the answer that says that they mean nothing. */
type Meanings<T> = Map<string, T | Answer>;

/** Begins with nothing known but the workspace. */
export function knowledgeOf(sight: Sight): Knowledge {
  const { connection, workspace } = sight;
  const people: Meanings<Subject> = new Map();
  const lines: Meanings<LineResource> = new Map();
  const actions: Meanings<ActionFacts> = new Map();
  const roles: Meanings<Role> = new Map();
  const products: Meanings<string> = new Map();
  const records: Record<RecordKind, Meanings<OnRecord>> = {
    contact: new Map(),
    conversation: new Map(),
    blast: new Map(),
  };
  const answers = new Map<string, Answer>([['pass', { allowed: true, code: 'allowed' }]]);
  const top = topRole(workspace.model);
  const roleHere = (name: string): Role => roleNamed(workspace, name);
  let everActivated: readonly string[] | undefined;
  let holders = 0;

  async function learn(questions: readonly Question[]): Promise<void> {
    for (const meanings of [people, lines, actions, roles, products, ...Object.values(records)])
      if (meanings.size > MOST) meanings.clear();
    const emails = new Set<string>();
    const names = new Set<string>();
    const named = { contact: new Set<string>(), conversation: new Set<string>(), blast: new Set<string>() };
    for (const question of questions) {
      const { member, user, line, action, role, product } = question;
      if (!people.has(member)) emails.add(member);
      if (user && !people.has(user)) emails.add(user);
      if (user && holders === 0) holders = await countActiveHolders(connection, workspace.id, top.name);
      if (line && !lines.has(line)) names.add(line);
      for (const kind of RECORD_KINDS) {
        const word = question[kind];
        if (word && !records[kind].has(word)) named[kind].add(word);
      }
      if (!actions.has(action)) actions.set(action, meant(actionNamed, action));
      if (role && !roles.has(role)) roles.set(role, meant(roleHere, role));
      if (product && !products.has(product)) products.set(product, await productMeant(product));
    }
    if (emails.size > 0) await learnPeople([...emails]);
    if (names.size > 0) await learnLines([...names]);
    for (const kind of RECORD_KINDS) if (named[kind].size > 0) await learnRecords(kind, [...named[kind]]);
  }

  async function learnPeople(emails: readonly string[]): Promise<void> {
    const real = emails.filter((email) => emailKey(email) !== undefined);
    for (const email of emails) people.set(email, wrongWith('bad-question', `"${shown(email)}" is no e-mail address`));
    const subjects = await subjectsOf(connection, workspace, real);
    for (const [i, email] of real.entries()) people.set(email, subjects[i] as Subject);
  }

  async function learnLines(names: readonly string[]): Promise<void> {
    const rows = await findLines(connection, workspace, names);
    for (const [i, name] of names.entries()) {
      const row = rows[i];
      lines.set(name, row ? lineResource(row) : wrongWith('line.missing', `there is no line "${shown(name)}"`));
    }
  }

  async function learnRecords(kind: RecordKind, words: readonly string[]): Promise<void> {
    for (const [i, found] of (await recordsAsked(sight, kind, words)).entries()) {
      const word = words[i] as string;
      records[kind].set(word, found ?? wrongWith('record.missing', `there is no ${kind} "${shown(word)}"`));
    }
  }

  async function productMeant(name: string): Promise<string | Answer> {
    if (workspace.products.has(name) || CATALOGUE_PRODUCTS.includes(name)) return name;
    everActivated ??= await productNames(connection, workspace.id);
    if (everActivated.includes(name)) return name;
    const near = nearest(name, [...CATALOGUE_PRODUCTS, ...everActivated]);
    const hint = near ? `; did you mean "${near}"?` : '';
    return wrongWith('product.not-activated', `there is no product "${shown(name)}"${hint}`);
  }

  function answer(question: Question): Answer {
    const { member, action, line, product, user, role } = question;
    const what = actions.get(action) as ActionFacts | Answer;
    if (isWrong(what)) return what;
    const given = role ? (roles.get(role) as Role | Answer) : null;
    if (given !== null && isWrong(given)) return given;
    const named = product ? (products.get(product) as string | Answer) : null;
    if (named !== null && typeof named !== 'string') return named;
    const place = line ? (lines.get(line) as LineResource | Answer) : null;
    if (place !== null && isWrong(place)) return place;
    const subject = people.get(member) as Subject | Answer;
    if (isWrong(subject)) return subject;
    const acted = user ? (people.get(user) as Subject | Answer) : null;
    if (acted !== null && isWrong(acted)) return acted;
    const kind = RECORD_KINDS.find((one) => question[one]);
    const record = kind && records[kind].get(question[kind] as string);
    if (record !== undefined && isWrong(record)) return record;
    const person = acted && personUpon(acted);
    const resource = {
      line: place ?? record?.line ?? null,
      product: named,
      record: record?.record ?? null,
      person,
      role: given,
      team: null,
      restores: false,
    };
    const code = verdict(subject, what, resource);
    return answers.get(code) ?? remembered(code);
  }

  /** The person acted upon; the last active holder of the top role is known by there being one. */
  const personUpon = (acted: Subject): PersonResource =>
    personOf(acted, holders === 1 && acted.role === top && acted.standing === 'active');

  function remembered(code: string): Answer {
    const refused: Answer = { allowed: false, code };
    answers.set(code, refused);
    return refused;
  }

  return { learn, answer };
}

const isWrong = (meaning: object): meaning is Answer => 'message' in meaning;
const shown = (word: string): string => (word.length > 80 ? `${word.slice(0, 79)}…` : word);

/** What a word means, or what its usage error would say. */
function meant<T>(find: (word: string) => T, word: string): T | Answer {
  try {
    return find(word);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return wrongWith(error.code, error.hint === undefined ? error.message : `${error.message}; ${error.hint}`);
  }
}
