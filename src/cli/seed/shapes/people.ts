import { Failure } from '../../../domain/errors.ts';
import { FIELD_KINDS, fieldChoice, fieldChoices, fieldName } from '../../../domain/field-definition.ts';
import { LINE_KINDS } from '../../../domain/line-kinds.ts';
import { lineName } from '../../../domain/line-name.ts';
import { roleName } from '../../../domain/role-name.ts';
import type { SeedExpectation, SeedField, SeedLine, SeedRole, SeedTeam, SeedUser } from '../../../domain/seed.ts';
import { rosterStatuses } from '../../../domain/statuses.ts';
import { teamAbout, teamName } from '../../../domain/team-name.ts';
import { mapOf } from '../map-shape.ts';
import { flag, listOf, oneOf, orNull, text } from '../shape.ts';
import { action, actionWord, contactNamed, email, line, lineWord, product, restriction } from '../words.ts';
import type { SeedTerms } from './contact.ts';

const team = text('the name of a team', teamName);
const REACHES = ['all', 'granted'] as const;

/** A role of the workspace's own. */
export const role = mapOf<SeedRole>(
  'a role of the workspace’s own',
  {
    name: text('its name', roleName),
    about: line('what its holders do'),
    from: line('the role from which it begins', 40),
    allow: listOf('what it allows beside that: actions, module.*, *.view', actionWord('actions')),
    deny: listOf('what it does not allow', actionWord('actions')),
    actions: listOf('all that it allows', actionWord('actions')),
    lines: oneOf('the lines that its holders reach', REACHES),
    products: oneOf('the products that its holders reach', REACHES),
    manages: listOf(
      'the roles whose holders it manages; custom for all of the workspace’s own, none for nobody',
      line('a role', 40),
    ),
    restrictions: listOf('the restrictions that may be put on its holders', restriction('a restriction')),
  },
  {
    needs: ['name'],
    schema: { oneOf: [{ required: ['from'] }, { required: ['actions'] }] },
    agrees: (said, complain) => {
      const { from, actions } = said;
      if (from === undefined && actions === undefined)
        complain(null, 'missing-key', 'nothing is said of what it allows', 'add from: ROLE, or actions: [ACTIONS]');
      if (actions === undefined) return;
      for (const key of ['from', 'allow', 'deny'] as const) {
        if (said[key] !== undefined)
          complain(
            key,
            'needless-key',
            `actions: says all that it allows: ${key}: has nothing to add`,
            `leave out ${key}: or actions:`,
          );
      }
    },
  },
);

/** A line; whether its address is one of its kind is seen to once the country is known. */
export const lineShape = mapOf<SeedLine>(
  'a line: a business number or channel',
  {
    address: lineWord('a phone number, an e-mail address, or what the channel calls it'),
    kind: oneOf('what runs over it; sms where it is a phone number and nothing is said', LINE_KINDS),
    name: orNull(text('what people call it', lineName as (typed: string) => string)),
  },
  { needs: ['address'] },
);

/** A team. */
export const teamShape = mapOf<SeedTeam>(
  'a team',
  {
    name: team,
    about: orNull(text('what it is for', teamAbout as (typed: string) => string)),
    members: listOf('its members: all of them', email('an e-mail address')),
  },
  { needs: ['name'] },
);

/** A member. */
export const user = mapOf<SeedUser>(
  'a member',
  {
    email: email('the address by which they are known'),
    name: orNull(line('what they are called')),
    role: line('their role; the least one where nothing is said and they are new', 40),
    status: oneOf(
      'active or suspended; invited is for who is not there yet, and leaves others as they are',
      rosterStatuses,
    ),
    restrictions: listOf('what is put on them: all restrictions', restriction('a restriction')),
    lines: listOf('the lines that are granted to them: all of them', lineWord('an address or a name')),
    products: listOf('the products that are granted to them: all of them', product('a product')),
    teams: listOf('teams that they are in', team),
  },
  { needs: ['email'] },
);

/** A custom field of contacts. */
export const field = mapOf<SeedField>(
  'a custom field of contacts',
  {
    name: text('its name', fieldName),
    kind: oneOf('what it holds', FIELD_KINDS),
    choices: listOf('what can be chosen, of kind choice', text('a choice', fieldChoice, { takesPlain: true })),
  },
  {
    needs: ['name', 'kind'],
    agrees: ({ kind, choices }, complain) => {
      if (kind !== 'choice' && choices !== undefined)
        complain(
          'choices',
          'needless-key',
          `a field of kind ${kind} has no choices`,
          'leave them out, or say kind: choice',
        );
      if (kind !== 'choice') return;
      if (choices === undefined)
        return complain(null, 'missing-key', 'a field of kind choice has choices', 'add choices: [a, b]');
      try {
        fieldChoices(choices);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        complain('choices', error.code, error.message);
      }
    },
  },
);

/** What a member may or may not do. */
export const expectation = ({ plan }: SeedTerms) =>
  mapOf<SeedExpectation>(
    'what a member may or may not do once this is applied',
    {
      member: email('who'),
      action: action('does what'),
      line: lineWord('on which line'),
      product: product('with which product'),
      contact: contactNamed('with which contact', plan),
      conversation: lineWord('in which conversation: LINE/CONTACT'),
      blast: line('with which blast'),
      user: email('to whom'),
      role: line('with which role', 40),
      allowed: flag('whether they may'),
      code: text('the code that decides, as role.lacks-action', (typed) => typed.trim()),
    },
    { needs: ['member', 'action', 'allowed'] },
  );
