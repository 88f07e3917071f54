import { listed, nearest } from '../../domain/words.ts';
import { type MapEntry, type MapNode, type SeedNode, stepped } from './node.ts';
import type { Reading, Schema, Shape } from './shape.ts';

/** The shapes of the keys of a map, one for each. */
export type Fields<T> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> };

/** Complains of a key of the map, or of the map itself where there is no such key in it. */
export type Complain<T> = (key: (keyof T & string) | null, code: string, message: string, suggestion?: string) => void;

/** What a map needs beside its keys. */
interface MapParts<T> {
  readonly needs?: readonly (keyof T & string)[];
  /** What must hold between the keys once each is right. */
  readonly agrees?: (value: T, complain: Complain<T>) => void;
  /** The same for editors. */
  readonly schema?: Schema;
}

/** A map with known keys: unknown ones are refused, and the nearest is named. */
export function mapOf<T extends object>(about: string, fields: Fields<T>, parts: MapParts<T> = {}): Shape<T> {
  const { needs = [], agrees, schema = {} } = parts;
  const shapes = new Map<string, Shape<unknown>>(Object.entries(fields));
  return {
    schema: {
      description: about,
      type: 'object',
      properties: Object.fromEntries([...shapes].map(([key, shape]) => [key, shape.schema])),
      ...(needs.length > 0 && { required: needs }),
      additionalProperties: false,
      ...schema,
    },
    read: (node, path, reading) => {
      if (node.is !== 'map') return reading.unfit(node, path, 'a map', `write ${needs[0] ?? [...shapes.keys()][0]}: …`);
      const before = reading.failures;
      const said: [string, unknown][] = [];
      for (const entry of node.entries.values()) {
        const shape = shapes.get(entry.key);
        if (shape === undefined) unknownKey(entry, stepped(path, entry.key), [...shapes.keys()], reading);
        else said.push([entry.key, shape.read(entry.node, stepped(path, entry.key), reading)]);
      }
      missingKeys(node, path, needs, reading);
      if (reading.failures > before) return undefined;
      const value = Object.fromEntries(said) as T;
      agrees?.(value, (key, code, message, suggestion) => {
        const at = key === null ? undefined : node.entries.get(key);
        reading.note(at?.node ?? node, at === undefined ? path : stepped(path, at.key), code, message, suggestion);
      });
      return reading.failures > before ? undefined : value;
    },
  };
}

/** Notes a key that nothing has. */
export function unknownKey(
  { key, keyAt, keyFile }: MapEntry,
  path: string,
  known: readonly string[],
  reading: Reading,
): void {
  const near = nearest(key, known);
  const suggestion = near === undefined ? `the keys here are ${listed(known)}` : `did you mean "${near}"?`;
  reading.note(
    { file: keyFile, at: keyAt },
    path,
    'unknown-key',
    `there is no key “${key.slice(0, 80)}” here`,
    suggestion,
  );
}

/** Notes the keys that a map must have and has not. */
function missingKeys(node: MapNode, path: string, needs: readonly string[], reading: Reading): void {
  for (const key of needs) {
    if (!node.entries.has(key)) reading.note(node, path, 'missing-key', `“${key}” is not said`, `add ${key}: …`);
  }
}

/** A map whose keys are words of the writer's own, each read by a rule. */
export const recordOf = <T>(about: string, value: Shape<T>): Shape<Readonly<Record<string, T>>> => ({
  schema: { description: about, type: 'object', additionalProperties: value.schema },
  read: (node: SeedNode, path, reading) => {
    if (node.is !== 'map') return reading.unfit(node, path, 'a map');
    const before = reading.failures;
    const read = [...node.entries].map(
      ([key, entry]) => [key, value.read(entry.node, stepped(path, key), reading)] as const,
    );
    return reading.failures > before ? undefined : (Object.fromEntries(read) as Record<string, T>);
  },
});
