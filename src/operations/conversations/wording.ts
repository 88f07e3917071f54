import { templateMeant } from '../../access/named.ts';
import type { ChangePass } from '../../access/pass.ts';
import { invalid } from '../../domain/errors.ts';
import { filled, parseBody, variableName } from '../../domain/message-body.ts';
import { outgoing } from '../../domain/message-said.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { listed } from '../../domain/words.ts';
import { variablesOf } from '../../store/contact-variables.ts';

/** The words of a template for a contact; `given` says (`name=value`) what variables are here, whatever the contact has. */
export async function templateWords(
  pass: ChangePass,
  template: string,
  contactId: number,
  given: readonly string[],
): Promise<string> {
  const { connection, workspace } = pass;
  const { name, body } = await templateMeant(pass, template);
  const known = (await variablesOf(connection, workspace.id, [contactId])).get(contactId) ?? [];
  const { text, missing } = filled(parseBody(body), new Map([...known, ...given.map(valueIn)]));
  if (missing.length === 0) return outgoing(text);
  throw invalid(
    'missing-variable',
    `the template ${name} says ${listed(missing.map((one) => `{${one}}`))}, and of this contact that is not known`,
    {
      hint: `say it here: ${missing.map((one) => `--with ${shellWord(`${one}=…`)}`).join(' ')}`,
      details: { variables: missing },
    },
  );
}

function valueIn(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [variableName(text.slice(0, at)), text.slice(at + 1)];
  throw invalid('bad-value', `"${text}" gives no variable a value`, { hint: 'write --with first_name=Ada' });
}
