import type { SeedDocument, SeedPart } from '../../domain/seed.ts';
import type { Schema, Shape } from './shape.ts';
import { contactShape, type SeedTerms } from './shapes/contact.ts';
import { contactsFile } from './shapes/contacts-file.ts';
import { expectation, field, lineShape, role, teamShape, user } from './shapes/people.ts';
import { responder } from './shapes/responder.ts';
import { blast, conversation, list, template } from './shapes/work.ts';
import { settings, workspace } from './shapes/workspace.ts';
import { product } from './words.ts';

/** The parts that are maps. */
export const MAP_SHAPES = { workspace, settings } as const;

/** The shape of an item of each part that is a list: some are read by what fields and settings say. */
export const itemShapes = (terms: SeedTerms) =>
  ({
    roles: role,
    lines: lineShape,
    products: product('the name of a product that is activated'),
    teams: teamShape,
    users: user,
    fields: field,
    contacts: contactShape(terms),
    lists: list(terms),
    templates: template,
    responders: responder,
    conversations: conversation(terms),
    blasts: blast(terms),
    expect: expectation(terms),
  }) as const satisfies Partial<Record<SeedPart, Shape<unknown>>>;

const NO_TERMS: SeedTerms = { fields: [], country: null, plan: undefined };

const ABOUT: Readonly<Record<keyof SeedDocument, string>> = {
  workspace: 'the workspace itself',
  settings: 'what it has set',
  roles: 'its own roles',
  lines: 'its lines',
  products: 'the products that are activated',
  teams: 'its teams',
  users: 'its members',
  fields: 'the custom fields of its contacts',
  contacts: 'its contacts: here, or in a file beside',
  lists: 'its lists and segments',
  templates: 'its texts to answer with',
  responders: 'what answers by itself',
  conversations: 'its conversations',
  blasts: 'its blasts',
  expect: 'what members may and may not do once this is applied; nothing is kept where it is otherwise',
};

/** The JSON Schema of a document, as editors use it. A file that is included, or one of several, need not name the workspace. */
export function seedSchema(): Schema {
  const lists = itemShapes(NO_TERMS);
  const part = (name: keyof SeedDocument): Schema => {
    if (name === 'workspace' || name === 'settings') return MAP_SHAPES[name].schema;
    const all = { description: ABOUT[name], type: 'array', items: lists[name].schema };
    return name === 'contacts' ? { description: ABOUT[name], anyOf: [all, contactsFile(NO_TERMS).schema] } : all;
  };
  const names = Object.keys(ABOUT) as (keyof SeedDocument)[];
  const paths = { type: 'string', minLength: 1 };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:switchboard:seed:1',
    title: 'Switchboard workspace',
    description:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how variables are written in documents
      'A workspace as a file: what it has, who is in it and what they may do. ${NAME} and ${NAME:-default} are replaced from the environment.',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'where an editor finds this schema' },
      include: {
        description: 'files whose parts come before those of this one, from where it is: [people.yaml, teams/*.yaml]',
        anyOf: [paths, { type: 'array', items: paths }],
      },
      ...Object.fromEntries(names.map((name) => [name, part(name)])),
    },
    additionalProperties: false,
  };
}
