import { columnKey } from '../domain/contact-columns.ts';
import type { Condition } from '../domain/contact-filter.ts';
import { conflict } from '../domain/errors.ts';
import { parseBody, variableName, variablesOf } from '../domain/message-body.ts';
import { listed } from '../domain/words.ts';
import { wordsKept } from '../store/field-uses.ts';
import type { Sight } from './operation.ts';

/** Refuses to take the name of a field from under the segments and templates that have it in them, naming those. */
export async function refuseWhereNamed({ connection, workspace }: Sight, field: string): Promise<void> {
  const kept = await wordsKept(connection, workspace.id);
  const using = kept.filter(({ kind, words }) => (kind === 'segment' ? inFilter : inBody)(words, field));
  if (using.length === 0) return;
  const named = using.map(({ kind, name }) => `the ${kind} "${name}"`);
  throw conflict('field-in-use', `${listed(named)} ${using.length === 1 ? 'names' : 'name'} the field "${field}"`, {
    hint: 'say it there in other words first: switchboard lists edit … or templates edit …',
    details: { using: using.map(({ kind, name }) => ({ kind, name })) },
  });
}

const inFilter = (json: string, field: string): boolean =>
  (JSON.parse(json) as Condition)
    .flat()
    .some(({ about, which = '' }) => about === 'field' && columnKey(which) === columnKey(field));

const inBody = (body: string, field: string): boolean => variablesOf(parseBody(body)).includes(variableName(field));
