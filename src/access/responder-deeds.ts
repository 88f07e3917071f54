import { conflict, missing } from '../domain/errors.ts';
import { filteredList } from '../domain/list-filtered.ts';
import type { Deed } from '../domain/responder-saying.ts';
import { shellWord } from '../domain/shell-word.ts';
import { nearest } from '../domain/words.ts';
import { listsOf } from '../store/lists.ts';
import { memberEmails } from '../store/names.ts';
import type { KeptDeed } from '../store/responder-names.ts';
import { decide } from './decide.ts';
import { meantBy } from './named.ts';
import type { Sight } from './operation.ts';
import { subjectsOf } from './people.ts';
import { type LineResource, on } from './resource.ts';
import { verdictSentence } from './sentences.ts';
import { teamNamed } from './teams.ts';

/** Deeds as they are kept, and what whoever asked for them should know. */
export interface DeedsMeant {
  readonly kept: readonly KeptDeed[];
  readonly notes: readonly string[];
}

/** What the actions of a responder on a line (null: on all lines) mean; what they name must be there, and be of use. */
export async function deedsMeant(
  sight: Sight,
  actions: readonly Deed[],
  line: LineResource | null,
): Promise<DeedsMeant> {
  const wantsList = actions.some(({ does }) => does === 'list');
  const lists = wantsList ? await listsOf(sight.connection, sight.workspace.id) : [];
  const kept: KeptDeed[] = [];
  const notes: string[] = [];
  for (const action of actions) {
    if (action.does === 'consent' || action.does === 'tag') kept.push(action);
    if (action.does === 'list') {
      const { id, name, filter } = meantBy(sight, 'list', action.name, lists);
      if (filter !== null) throw filteredList(name);
      kept.push({ does: 'list', id });
    }
    if (action.does !== 'assign') continue;
    if ('team' in action) kept.push({ does: 'team', id: (await teamNamed(sight, action.team)).id });
    else {
      const member = await assignee(sight, action.member, line);
      kept.push({ does: 'member', id: member.id });
      notes.push(...member.notes);
    }
  }
  return { kept, notes };
}

/** Somebody to whom conversations can be assigned: an active member who sees those of the line. */
async function assignee(sight: Sight, email: string, line: LineResource | null) {
  const { connection, workspace } = sight;
  const [subject] = await subjectsOf(connection, workspace, [email]);
  if (subject?.membership === undefined) {
    const near = nearest(email, await memberEmails(connection, workspace.id));
    throw missing('unknown-member', `${email}: no member of ${workspace.slug}`, {
      hint: near ? `did you mean ${near}?` : 'see them: switchboard users list',
    });
  }
  const decision = decide(subject, 'conversations.view', on({ line }));
  if (!decision.allowed) {
    throw conflict('cannot-be-assigned', `no conversation can be assigned to ${email}: ${verdictSentence(decision)}`, {
      hint: `see what would change that: switchboard access explain ${email} conversations.view${line ? ` --line ${shellWord(line.name)}` : ''}`,
    });
  }
  const narrow = line === null && subject.role?.lines === 'granted';
  return {
    id: subject.userId,
    notes: narrow ? [`${email} reaches granted lines only: conversations on others are not assigned to them`] : [],
  };
}
