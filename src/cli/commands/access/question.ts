import { invalid } from '../../../domain/errors.ts';
import type { Flag, Given } from '../../face.ts';

/** What a question may be about. */
export const ABOUT: readonly Flag[] = [
  { flags: '--line <line>', about: 'on this line' },
  { flags: '--product <product>', about: 'this product, to be looked at or granted' },
  { flags: '--contact <phone>', about: 'on this contact' },
  { flags: '--conversation <id>', about: 'in this conversation' },
  { flags: '--on-user <email>', about: 'to this person: invite, suspend, remove, give a role or a grant' },
  { flags: '--role <role>', about: 'giving this role' },
];

/** The question that was typed. */
export function asked(given: Given, example: string) {
  const [member, action] = given.args;
  if (member === undefined || action === undefined) {
    throw invalid('missing-argument', 'a question needs a member and an action', { hint: `for example: ${example}` });
  }
  return {
    member,
    action,
    line: given.text('line'),
    product: given.text('product'),
    contact: given.text('contact'),
    conversation: given.text('conversation'),
    user: given.text('onUser'),
    role: given.text('role'),
  };
}
