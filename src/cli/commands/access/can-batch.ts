import { resolve } from 'node:path';
import type { Answer } from '../../../access/questions.ts';
import { invalid } from '../../../domain/errors.ts';
import { face, type Given } from '../../face.ts';
import type { Surroundings } from '../../surroundings.ts';

/** Whether everybody in a file of questions may. */
export const canBatch = face({
  usage: 'can --batch <file>',
  about: 'answer every line of a file of questions',
  examples: [],
  operation: async () => (await import('../../../operations/access/can-batch.ts')).canAccessBatch,
  gather: (given, around) => {
    if (given.args.length > 0) throw invalid('usage', 'name a member and an action, or a file of questions, not both');
    return { questions: questionsIn(given, around) };
  },
  show: () => ({ lines: [] }),
  lines: ({ answers }) => texts(answers),
});

/** The lines of the file, which is opened once somebody is to be answered. */
async function* questionsIn(given: Given, { cwd, stdin, signal }: Surroundings): AsyncGenerator<readonly string[]> {
  const file = given.text('batch') as string;
  const { openBytes } = await import('../../reading/bytes.ts');
  const { linesOf } = await import('../../reading/lines.ts');
  const { chunks } = await openBytes(file === '-' ? stdin() : resolve(cwd, file), signal);
  yield* linesOf(chunks);
}

/** Most answers are one of a few, each written once. */
async function* texts(answers: AsyncIterable<readonly Answer[]>): AsyncGenerator<string> {
  const written = new WeakMap<Answer, string>();
  for await (const some of answers) {
    let text = '';
    for (const answer of some) {
      const line = written.get(answer) ?? `${JSON.stringify(answer)}\n`;
      written.set(answer, line);
      text += line;
    }
    yield text;
  }
}
