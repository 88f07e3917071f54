import { invalid } from '../../../domain/errors.ts';
import type { Flag, Given } from '../../face.ts';

/** What a question may be about. */
export const ABOUT: readonly Flag[] = [
  { flags: '--line <line>', about: 'on this line' },
  { flags: '--product <product>', about: 'this product, to be looked at or granted' },
  { flags: '--contact <contact>', about: 'on this contact, by number or e-mail address' },
  { flags: '--conversation <line/contact>', about: 'in this conversation' },
  { flags: '--blast <name>', about: 'on this blast' },
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
    blast: given.text('blast'),
    user: given.text('onUser'),
    role: given.text('role'),
  };
}
