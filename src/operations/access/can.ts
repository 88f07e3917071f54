import { codeOf, decide } from '../../access/decide.ts';
import { leaveToAsk, posed } from '../../access/inquiry.ts';
import { question } from '../../access/operation.ts';
import { namesOf, workspaceItself } from '../../access/resource.ts';
import { verdictSentence } from '../../access/sentences.ts';
import { inquiry } from '../input.ts';

/** Whether a member may do something, with the sentence and the code that decide. */
export const canAccess = question({
  name: 'access can',
  needs: ['profile.view', 'access.view'],
  input: inquiry(),
  asks: ({ member }, { actor }) => [{ needs: leaveToAsk(actor, member), on: workspaceItself }],
  does: async (pass, asked) => {
    const { subject, action, resource } = await posed(pass, asked);
    const decision = decide(subject, action.name, resource);
    return {
      allowed: decision.allowed,
      action: decision.action,
      resource: namesOf(resource),
      member: decision.member,
      code: codeOf(decision),
      because: verdictSentence(decision),
    };
  },
});
