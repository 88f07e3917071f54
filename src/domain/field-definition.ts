import { columnKey, isTaken } from './contact-columns.ts';
import { invalid } from './errors.ts';
import { problemOf } from './text.ts';
import { listed, nearest } from './words.ts';

/** What a custom field of contacts holds. */
export const FIELD_KINDS = ['text', 'number', 'date', 'choice', 'yes-no'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** A custom field of contacts; only those of kind choice have choices. */
export interface ContactField {
  readonly id: number;
  readonly name: string;
  readonly kind: FieldKind;
  readonly choices: readonly string[] | null;
}

const LONGEST_NAME = 80;
const LONGEST_CHOICE = 100;
const MOST_CHOICES = 200;

/** The kind that a word names; an unknown one names the nearest. */
export function fieldKind(typed: string): FieldKind {
  const word = typed
    .trim()
    .toLowerCase()
    .replace(/[\s_/]+/g, '-');
  const found = FIELD_KINDS.find((kind) => kind === word);
  if (found) return found;
  const near = nearest(word, FIELD_KINDS);
  throw invalid('unknown-kind', `there is no kind of field "${typed}"`, {
    hint: near ? `did you mean "${near}"?` : `a field is of kind ${listed(FIELD_KINDS, 'or')}`,
  });
}

/** A field's name as it is kept: a column of files, a word of filters, a variable of messages. */
export function fieldName(typed: string): string {
  const name = typed.trim().replace(/\s+/g, ' ').normalize('NFC');
  const problem =
    (name === '' ? 'it is empty' : problemOf(name, { max: LONGEST_NAME })?.replaceAll('-', ' ')) ??
    (/[,;|=<>!"{}~*:]/.test(name) ? 'it holds one of , ; | = < > ! " { } ~ * :' : undefined) ??
    (name.startsWith('_') ? 'it begins with _, as columns do that files leave out' : undefined) ??
    (/[\p{L}\p{N}]/u.test(name) ? undefined : 'it has no letter or digit');
  if (problem !== undefined) {
    throw invalid('bad-name', `that is no name for a field: ${problem}`, {
      hint: `write at most ${LONGEST_NAME} characters: letters, digits, blanks, _ and -`,
    });
  }
  if (!isTaken(name)) return name;
  throw invalid('name-reserved', `every contact has "${name}" already: no field is called so`, {
    hint: `choose another name, as "${name} 2"`,
  });
}

/** The choices of a field as they are kept, in their order, each once. */
export function fieldChoices(typed: readonly string[]): readonly string[] {
  const choices = typed.map(fieldChoice);
  const twice = choices.find((choice, i) => choices.findIndex((other) => choiceKey(other) === choiceKey(choice)) < i);
  if (twice !== undefined) throw invalid('bad-choices', `"${twice}" is there twice among the choices`);
  if (choices.length > 0 && choices.length <= MOST_CHOICES) return choices;
  throw invalid('bad-choices', `a field of kind choice has 1 to ${MOST_CHOICES} choices, not ${choices.length}`, {
    hint: 'name them with --choices a,b,c',
  });
}

/** One choice as it is kept. */
export function fieldChoice(typed: string): string {
  const choice = typed.trim().replace(/\s+/g, ' ').normalize('NFC');
  const problem =
    (choice === '' ? 'it is empty' : problemOf(choice, { max: LONGEST_CHOICE })?.replaceAll('-', ' ')) ??
    (/[,;|="]/.test(choice) ? 'it holds one of , ; | = "' : undefined);
  if (problem === undefined) return choice;
  throw invalid('bad-choices', `"${choice}" is no choice: ${problem}`);
}

/** A choice as it is compared. */
export const choiceKey = (choice: string): string => choice.trim().replace(/\s+/g, ' ').normalize('NFKC').toLowerCase();

/** The field that a heading or a word means, if there is one. */
export function findField<F extends Pick<ContactField, 'name'>>(fields: readonly F[], word: string): F | undefined {
  const key = columnKey(word);
  return fields.find(({ name }) => columnKey(name) === key);
}
