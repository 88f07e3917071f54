import { answersTo } from '../../access/answers.ts';
import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { pieces } from '../input.ts';

/** Whether members may do things, by the hundred thousand: lines of JSON in, an answer to each, in order and as they come. */
export const canAccessBatch = question({
  name: 'access can --batch',
  needs: ['access.view'],
  input: { questions: pieces() },
  asks: () => [{ needs: 'access.view', on: workspaceItself }],
  does: async (pass, { questions }) => ({ answers: answersTo(pass, questions) }),
});
