import { wrap } from '../../render/width.ts';
import { type Item, itemLines } from '../help.ts';
import { operationNamed, plainOperations } from './operations.ts';

/** What `help schema` prints: the operations that a JSON line may name, or the JSON Schema of one's input. */
export async function schemaText(words: readonly string[], columns: number): Promise<string> {
  const known = await plainOperations();
  if (words.length > 0) {
    const { inputSchema } = await import('../../access/input-schema.ts');
    return `${JSON.stringify(inputSchema(operationNamed(words.join(' '), known).operation), null, 2)}\n`;
  }
  const items = [...known].map(([name, { face }]): Item => [name, face.about]);
  return [
    wrap('Operations whose input is plain data: a JSON line of batch run may name them:', columns).join('\n'),
    `  $ echo '{"operation":"teams add","input":{"name":"Sales"}}' | switchboard batch run -`,
    itemLines(items, columns).join('\n'),
    wrap('The shape of an input, as JSON Schema: switchboard help schema OPERATION', columns).join('\n'),
    '',
  ]
    .join('\n\n')
    .replace(/\n\n$/, '\n');
}
