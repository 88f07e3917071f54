import { decide } from '../../access/decide.ts';
import { explained } from '../../access/explain.ts';
import { leaveToAsk, posed } from '../../access/inquiry.ts';
import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { inquiry } from '../input.ts';

/** Why a member may or may not do something: the eight gates with the facts that decided, and what would make it a yes. */
export const explainAccess = query({
  name: 'access explain',
  needs: ['profile.view', 'access.view'],
  input: inquiry(),
  asks: ({ member }, { actor }) => [{ needs: leaveToAsk(actor, member), on: workspaceItself }],
  does: async (pass, asked) => {
    const { subject, action, resource } = await posed(pass, asked);
    const [explanation] = await explained(pass, subject, [decide(subject, action.name, resource)]);
    if (explanation === undefined) throw new Error('a decision without an explanation');
    return explanation;
  },
});
