import { ACTIONS, findAction } from '../../access/actions.ts';
import { restrictionNamed } from '../../access/restrictions.ts';
import { actionsNamed } from '../../access/scopes.ts';
import { emailKey, emailProblem } from '../../domain/email.ts';
import { invalid } from '../../domain/errors.ts';
import { e164, type NumberingPlan } from '../../domain/phone.ts';
import { productName } from '../../domain/product-name.ts';
import { problemOf } from '../../domain/text.ts';
import { instant, rfc3339 } from '../../domain/time.ts';
import { nearest } from '../../domain/words.ts';
import { type Shape, text } from './shape.ts';

/** A rule for a text of one line, trimmed, of 1 to so many characters. */
export const plainText =
  (max = 200, multiline = false) =>
  (typed: string): string => {
    const said = typed.trim();
    const problem = said === '' ? 'it is empty' : problemOf(said, { max, multiline });
    if (problem === undefined) return said;
    throw invalid('bad-text', `that cannot be written here: ${problem.replaceAll('-', ' ')}`, {
      hint: `write 1 to ${max} characters that a reader can see`,
    });
  };

/** A text of one line. */
export const line = (about: string, max = 200): Shape<string> =>
  text(about, plainText(max), { schema: { minLength: 1 } });

/** An e-mail address, as it is written. */
export const email = (about: string): Shape<string> => text(about, readEmail, { schema: { minLength: 3 } });

/** A rule for e-mail addresses. */
function readEmail(typed: string): string {
  const said = typed.trim();
  if (emailKey(said) !== undefined) return said;
  const problem = emailProblem(said);
  throw invalid('bad-email', `“${said.slice(0, 80)}” is no e-mail address: ${problem?.message ?? ''}`, {
    hint: problem?.suggestion ? `did you mean ${problem.suggestion}?` : undefined,
  });
}

/** A word that names a line, whose address YAML may take for a number. */
export const lineWord = (about: string): Shape<string> =>
  text(about, (typed) => e164(typed) ?? plainText()(typed), {
    takesPlain: true,
    schema: { type: ['string', 'number'] },
  });

/** A word that names a contact: its number, or its e-mail address. */
export const contactNamed = (about: string, plan: NumberingPlan | undefined): Shape<string> =>
  text(about, (typed) => emailKey(typed) ?? readPhone(typed, plan, 'no phone number and no e-mail address'), {
    takesPlain: true,
    schema: { type: ['string', 'number'] },
  });

/** The names of products. */
export const product = (about: string): Shape<string> =>
  text(about, productName, { schema: { pattern: '^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$' } });

/** A restriction. */
export const restriction = (about: string): Shape<string> =>
  text(about, (typed) => restrictionNamed(typed.trim()).name);

/** An action, or what stands for several. */
export const actionWord = (about: string): Shape<string> =>
  text(
    about,
    (typed) => {
      const word = typed.trim();
      actionsNamed([word]);
      return word;
    },
    { schema: { anyOf: [{ enum: ACTIONS }, { pattern: '^(\\*|[a-z]+)\\.(\\*|[a-z-]+)$' }] } },
  );

/** One action. */
export const action = (about: string): Shape<string> =>
  text(
    about,
    (typed) => {
      if (findAction(typed.trim()) !== undefined) return typed.trim();
      const near = nearest(typed, ACTIONS);
      throw invalid('unknown-action', `there is no action "${typed.slice(0, 80)}"`, {
        hint: near && `did you mean "${near}"?`,
      });
    },
    { schema: { enum: ACTIONS } },
  );

/** An instant, as RFC 3339 in UTC. */
export const time = (about: string): Shape<string> => text(about, (typed) => rfc3339(instant(typed)));

/** A number as it is kept: international, or a national one of the country whose plan is known. */
export function readPhone(typed: string, plan: NumberingPlan | undefined, wrong = 'no phone number'): string {
  const number = e164(typed) ?? plan?.(typed);
  if (number !== undefined) return number;
  throw invalid('bad-phone', `“${typed.slice(0, 80)}” is ${wrong}`, {
    hint:
      plan === undefined
        ? 'write + and the country’s code, or say settings: {country: US}'
        : 'write + and the country’s code',
  });
}
