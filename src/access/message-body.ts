import { invalid } from '../domain/errors.ts';
import { type Body, parseBody, unknownVariables } from '../domain/message-body.ts';
import { listed } from '../domain/words.ts';
import { variableNames } from '../store/contact-variables.ts';
import type { Sight } from './operation.ts';

/** A text read as the body of a message, every variable of which the workspace knows; others are named with the nearest. */
export async function knownBody({ connection, workspace }: Sight, text: string): Promise<Body> {
  const body = parseBody(text);
  const known = await variableNames(connection, workspace.id);
  const unknown = unknownVariables(body, known);
  if (unknown.length === 0) return body;
  const names = unknown.map(({ name }) => `{${name}}`);
  const near = unknown.flatMap(({ nearest }) => nearest ?? []).map((name) => `{${name}}`);
  throw invalid(
    'unknown-variable',
    `there ${unknown.length === 1 ? 'is no variable' : 'are no variables'} ${listed(names)} in ${workspace.slug}`,
    {
      hint:
        near.length > 0
          ? `did you mean ${listed(near)}?`
          : `there are ${listed(known.map((name) => `{${name}}`))}; others are custom fields: switchboard fields list`,
      details: { variables: unknown.map(({ name, nearest = null }) => ({ name, nearest })) },
    },
  );
}
