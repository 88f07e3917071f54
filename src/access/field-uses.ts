import { columnKey } from '../domain/contact-columns.ts';
import type { Condition } from '../domain/contact-filter.ts';
import { conflict } from '../domain/errors.ts';
import { parseBody, variableName, variablesOf } from '../domain/message-body.ts';
import { shellWord } from '../domain/shell-word.ts';
import { listed } from '../domain/words.ts';
import { type KeptWords, wordsKept } from '../store/field-uses.ts';
import type { Sight } from './operation.ts';

/** Refuses to take the name of a field from under the segments and templates that have it in them, naming those. */
export const refuseWhereNamed = (sight: Sight, field: string): Promise<void> =>
  refuseWhere(
    sight,
    ({ kind, words }) => (kind === 'segment' ? termsOn(words, field).length > 0 : namesVariable(words, field)),
    (using, one) => `${using} ${one ? 'names' : 'name'} the field "${field}"`,
  );

/** Refuses to take values of a field from under the segments that ask for them. */
export const refuseWhereAskedFor = (sight: Sight, field: string, values: readonly string[]): Promise<void> =>
  refuseWhere(
    sight,
    ({ kind, words }) =>
      kind === 'segment' && termsOn(words, field).some((term) => values.some((value) => term.values.includes(value))),
    (using, one) => `${using} ${one ? 'asks' : 'ask'} for a value of "${field}" that goes`,
  );

async function refuseWhere(
  { connection, workspace }: Sight,
  uses: (kept: KeptWords) => boolean,
  says: (using: string, one: boolean) => string,
): Promise<void> {
  const [first, ...others] = (await wordsKept(connection, workspace.id)).filter(uses);
  if (first === undefined) return;
  const using = [first, ...others].map(({ kind, name }) => ({ kind, name }));
  const named = listed(using.map(({ kind, name }) => `the ${kind} "${name}"`));
  throw conflict('field-in-use', says(named, others.length === 0), {
    hint: `say it there in other words first: switchboard ${first.kind === 'segment' ? 'lists' : 'templates'} edit ${shellWord(first.name)} …`,
    details: { using },
  });
}

const termsOn = (json: string, field: string) =>
  (JSON.parse(json) as Condition)
    .flat()
    .filter(({ about, which = '' }) => about === 'field' && columnKey(which) === columnKey(field));

const namesVariable = (body: string, field: string): boolean =>
  variablesOf(parseBody(body)).includes(variableName(field));
