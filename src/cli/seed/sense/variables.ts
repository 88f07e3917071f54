import type { ContactField } from '../../../domain/field-definition.ts';
import { CONTACT_VARIABLES, parseBody, unknownVariables } from '../../../domain/message-body.ts';
import { readActions } from '../../../domain/responder-action.ts';
import type { SeedDocument } from '../../../domain/seed.ts';
import type { At, Findings } from '../findings.ts';

/** Variables of texts that are fields which the document does not make: they may be in the workspace. */
export function senseVariables(
  { blasts, templates, responders }: SeedDocument,
  fields: readonly ContactField[],
  found: Findings,
): void {
  const known = [...CONTACT_VARIABLES, ...fields.map(({ name }) => name)];
  const within = (body: string | null | undefined, at: At): void => {
    for (const { name, nearest } of body ? unknownVariables(parseBody(body), known) : []) {
      const message = `contacts have no {${name}} that the document makes`;
      found.doubt(at, 'unknown-variable', message, nearest && `did you mean {${nearest}}?`);
    }
  };
  blasts?.forEach(({ body }, i) => {
    within(body, ['blasts', i, 'body']);
  });
  templates?.forEach(({ body }, i) => {
    within(body, ['templates', i, 'body']);
  });
  responders?.forEach(({ reply, actions }, i) => {
    within(reply, ['responders', i, 'reply']);
    actions?.forEach((text, j) => {
      for (const action of readActions([text]))
        if (action.does === 'reply') within(action.body, ['responders', i, 'actions', j]);
    });
  });
}
