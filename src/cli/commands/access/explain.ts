import { face } from '../../face.ts';
import { explanationTree } from '../../verdicts.ts';
import { ABOUT, asked } from './question.ts';

const EXAMPLE = 'switchboard access explain bo@acme.com blasts.create --line +15550100';

/** Why somebody may or may not. */
export const explain = face({
  usage: 'explain <member> <action>',
  about: 'say yes or no gate by gate, who made it so, and what would change it; exit 0 or 1',
  examples: [
    [EXAMPLE, "why can't he?"],
    ['switchboard access explain bo@acme.com contacts.delete --format json', 'the same for a program'],
  ],
  flags: ABOUT,
  notes: 'A question about somebody else needs access.view.',
  operation: async () => (await import('../../../operations/access/explain.ts')).explainAccess,
  gather: (given) => asked(given, EXAMPLE),
  show: (explanation) => ({ tree: explanationTree(explanation) }),
  names: ({ allowed }) => [allowed ? 'yes' : 'no'],
  isNo: ({ allowed }) => !allowed,
});
