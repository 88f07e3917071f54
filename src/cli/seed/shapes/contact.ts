import { isTaken } from '../../../domain/contact-columns.ts';
import { readValue } from '../../../domain/contact-field.ts';
import { readTag } from '../../../domain/contact-tag.ts';
import { type ContactField, findField } from '../../../domain/field-definition.ts';
import type { NumberingPlan } from '../../../domain/phone.ts';
import type { SeedContact } from '../../../domain/seed.ts';
import { SEED_CONSENTS } from '../../../domain/seed-work.ts';
import { teamName } from '../../../domain/team-name.ts';
import { timeZone } from '../../../domain/time-zones.ts';
import { nearest } from '../../../domain/words.ts';
import { workName } from '../../../domain/work-name.ts';
import { recordOf, unknownKey } from '../map-shape.ts';
import { stepped } from '../node.ts';
import { listOf, oneOf, type Reading, type Schema, type Shape, text } from '../shape.ts';
import { email, plainText, readPhone } from '../words.ts';

/** What must be known to understand the contacts of a document: its fields, and whose national numbers are meant. */
export interface SeedTerms {
  readonly fields: readonly ContactField[];
  readonly country: string | null;
  readonly plan: NumberingPlan | undefined;
}

/** A contact, its custom fields beside what every contact has. */
export function contactShape({ fields, plan }: SeedTerms): Shape<SeedContact> {
  const name = (about: string) => text(about, plainText(200), { takesPlain: true, schema: { type: 'string' } });
  const known: { readonly [K in keyof Omit<SeedContact, 'values'>]-?: Shape<unknown> } = {
    phone: text('its number, as +15550123456', (typed) => readPhone(typed, plan), {
      takesPlain: true,
      schema: { type: ['string', 'number'] },
    }),
    email: email('its address'),
    first_name: name('its first name'),
    last_name: name('its last name'),
    time_zone: text('an IANA time zone', timeZone),
    assignee: email('who answers for it'),
    team: text('the team that answers for it', teamName),
    tags: listOf('its tags', text('a tag', readTag, { takesPlain: true })),
    lists: listOf('the lists that it is on', text('a list', workName)),
    consents: recordOf('what it agreed to, by line', oneOf('what it agreed to', SEED_CONSENTS)),
  };
  const shapes = new Map<string, Shape<unknown>>(Object.entries(known));
  const schema: Schema = {
    description: 'a contact; custom fields stand beside the rest, by their names',
    type: 'object',
    properties: Object.fromEntries([...shapes].map(([key, shape]) => [key, shape.schema])),
    anyOf: [{ required: ['phone'] }, { required: ['email'] }],
    additionalProperties: { type: ['string', 'number', 'boolean'] },
  };
  const names = [...shapes.keys(), ...fields.map((field) => field.name)];
  const isMistyped = mistyped(names);
  return {
    schema,
    read: (node, path, reading) => {
      if (node.is !== 'map') return reading.unfit(node, path, 'a map', 'write phone: …');
      const before = reading.failures;
      const said: Record<string, unknown> = {};
      let values: Record<string, string> | undefined;
      for (const entry of node.entries.values()) {
        const at = stepped(path, entry.key);
        const shape = shapes.get(entry.key);
        const field = shape === undefined ? findField(fields, entry.key) : undefined;
        if (shape !== undefined) said[entry.key] = shape.read(entry.node, at, reading);
        else if (field === undefined && isMistyped(entry.key)) unknownKey(entry, at, names, reading);
        else {
          values ??= {};
          const value = field === undefined ? UNKNOWN : fieldValue(field);
          values[field?.name ?? entry.key] = value.read(entry.node, at, reading) as string;
        }
      }
      if (!node.entries.has('phone') && !node.entries.has('email')) {
        reading.note(node, path, 'missing-key', 'there is neither a number nor an address', 'add phone: or email:');
      }
      if (reading.failures > before) return undefined;
      return (values === undefined ? said : { ...said, values }) as SeedContact;
    },
  };
}

/** Whether a key is meant for another one, or can name no field; any other may be a field that the workspace has. */
function mistyped(names: readonly string[]): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    const before = known.get(key);
    const is = before ?? (key.startsWith('_') || isTaken(key) || nearest(key, names) !== undefined);
    if (before === undefined) known.set(key, is);
    return is;
  };
}

/** A value of a field that only the workspace knows: how it is read is known there. */
const UNKNOWN: Shape<string> = {
  schema: {},
  read: (node, path, reading) =>
    node.is === 'scalar' && node.value !== null ? node.text : reading.unfit(node, path, 'a value'),
};

/** A value of a custom field, as it is kept. */
const fieldValue = (field: ContactField): Shape<string> => ({
  schema: {},
  read: (node, path, reading: Reading) => {
    if (node.is !== 'scalar' || node.value === null) return reading.unfit(node, path, 'a value');
    const { value, fault } = readValue(field, node.text);
    if (fault === undefined) return value;
    return reading.note(
      node,
      path,
      fault.code,
      `“${node.text.slice(0, 80)}” is no value of ${field.name}: ${fault.message}`,
      fault.suggestion && `did you mean ${fault.suggestion}?`,
    );
  },
});
