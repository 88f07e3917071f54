import type { Operation } from '../../access/operation.ts';
import { invalid } from '../../domain/errors.ts';
import { nearest } from '../../domain/words.ts';
import type { AnyFace, Face } from '../face.ts';
import { COMMANDS, NOUNS } from '../nouns.ts';
import { unfit, unfitTogether } from './fit.ts';

/** An operation that a line may name, with the command that shows its answer. */
export interface Named {
  readonly operation: Operation<unknown, unknown>;
  readonly face: AnyFace;
}

/** Every operation that a line may name, by name: its input is plain data, and it is fit to be one of many. */
export async function plainOperations(): Promise<ReadonlyMap<string, Named>> {
  const { plainInput } = await import('../../access/input-schema.ts');
  const alone = COMMANDS.map(async ({ name, load }) => [[name, await load()]] as const);
  const below = NOUNS.map(async ({ name, load }) =>
    (await load()).faces.map((face) => [`${name} ${face.usage.split(' ', 1)[0]}`, face] as const),
  );
  const found = new Map<string, Named>();
  for (const [name, face] of (await Promise.all([...alone, ...below])).flat()) {
    if ('acts' in face) continue;
    const operation = await (face as unknown as Face<unknown, unknown>).operation();
    if (unfit({ name, face, args: [], options: {} }) !== undefined) continue;
    if (unfitTogether(name, face, operation.kind, 'each') !== undefined || operation.kind === 'upkeep') continue;
    if (plainInput(operation) !== undefined) found.set(name, { operation, face });
  }
  return found;
}

/** The operation of that name; an unknown word names the nearest. */
export function operationNamed(name: string, known: ReadonlyMap<string, Named>): Named {
  const found = known.get(name);
  if (found !== undefined) return found;
  const near = nearest(name, known.keys());
  throw invalid('unknown-operation', `there is no operation "${name}" that takes plain data`, {
    hint: near ? `did you mean "${near}"?` : 'see them: switchboard help schema',
  });
}
