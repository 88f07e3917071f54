import { invalid } from '../domain/errors.ts';
import { plural } from '../domain/words.ts';
import { knowledgeOf } from './knowledge.ts';
import type { Sight } from './operation.ts';
import { type Answer, isQuestion, questionOn } from './questions.ts';

/**
 * Answers lines of JSON in order, piece by piece as they come, in bounded memory; blank lines ask nothing.
 * A question that could not be understood has its own answer, and is told of as a failure at the end.
 */
export async function* answersTo(
  sight: Sight,
  pieces: AsyncIterable<readonly string[]>,
): AsyncGenerator<readonly Answer[]> {
  const { learn, answer } = knowledgeOf(sight);
  let line = 0;
  let wrong = 0;
  let first = 0;
  for await (const piece of pieces) {
    const read = piece.map(questionOn);
    await learn(read.filter(isQuestion));
    const answers: Answer[] = [];
    for (const question of read) {
      line++;
      if (question === undefined) continue;
      const answered = isQuestion(question) ? answer(question) : question;
      answers.push(answered);
      if (answered.message !== undefined && wrong++ === 0) first = line;
    }
    yield answers;
  }
  if (wrong === 0) return;
  throw invalid('bad-questions', `${plural(wrong, 'question')} could not be understood, the first on line ${first}`, {
    hint: 'each has an answer with a "message" that says why',
  });
}
