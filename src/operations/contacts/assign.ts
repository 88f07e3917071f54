import { assigningTo, outOfSight } from '../../access/assigning.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { invalid } from '../../domain/errors.ts';
import { assignContacts, countTargets } from '../../store/contact-targets.ts';
import { boolean, email, optional, text } from '../input.ts';
import { targetQuestions, targets, targetsOf } from './targets.ts';

/** Assigns contacts to a member, to a team, or to nobody: some that are named, or all that pass a filter. */
export const assignContactsTo = change({
  name: 'contacts assign',
  needs: ['contacts.assign'],
  input: { ...targets(), member: optional(email()), team: optional(text()), nobody: boolean() },
  asks: (input, sight) => targetQuestions(sight, 'contacts.assign', input),
  does: async (pass, input) => {
    const { connection, workspace, entry, actor } = pass;
    const says = input.member !== undefined || input.team !== undefined;
    if (says === input.nobody) {
      throw invalid('usage', input.nobody ? 'to somebody, or to nobody?' : 'to whom?', {
        hint: 'say --to MEMBER, --team TEAM or both; or --nobody',
      });
    }
    const to = input.nobody ? { assignee: null, team_id: null } : await assigningTo(pass, input);
    const meant = await targetsOf(pass, 'contacts.assign', input);
    const { contacts, lost } = await countTargets(
      connection,
      workspace.id,
      meant,
      to,
      reachOf(actor, 'contacts.assign'),
    );
    if (lost > 0) throw outOfSight(actor);
    const assigned = await assignContacts(connection, workspace.id, entry, meant, to);
    const answer = { contacts, assigned, unchanged: contacts - assigned };
    return assigned === 0 ? new Unapplied(answer, 'unchanged') : answer;
  },
  counts: ({ assigned }) => ({ assigned }),
});
