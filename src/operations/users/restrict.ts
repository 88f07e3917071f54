import { ofEachMember } from '../../access/asking.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { on } from '../../access/resource.ts';
import { restrictionNamed, restrictionSubject } from '../../access/restrictions.ts';
import type { Subject } from '../../access/subject.ts';
import { invalid } from '../../domain/errors.ts';
import { listed } from '../../domain/words.ts';
import { beginRestriction, endRestrictions } from '../../store/restrictions.ts';
import { emails, restrictions } from '../input.ts';

/** Puts restrictions on members; one that cannot hold together with another takes its place. */
export const restrictUsers = change({
  name: 'users restrict',
  needs: ['users.edit'],
  isOwn: true,
  input: { members: emails(), restrictions: restrictions() },
  asks: (input, sight) => {
    wanted(input.restrictions);
    return ofEachMember(sight, input.members, ({ person }) => ({ needs: 'users.edit', on: on({ person }) }));
  },
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const names = wanted(input.restrictions);
    const subjects = (await membersNamed(pass, input.members)).map(({ subject }) => subject);
    for (const subject of subjects) admitted(subject, names);
    const members = subjects.map((subject) => restricted(subject, names));
    const changed = subjects.filter((_, i) => members[i]?.changed);
    if (changed.length === 0) return new Unapplied({ members }, 'unchanged');
    const ids = changed.map(({ userId }) => userId);
    const ended = [...new Set(members.flatMap((member) => member.ended))];
    if (ended.length > 0) await endRestrictions(db, workspace.id, entry, ids, ended);
    for (const name of names) await beginRestriction(db, workspace.id, entry, ids, name);
    return { members };
  },
  counts: ({ members }) => {
    const changed = members.filter((member) => member.changed).length;
    return { changed, unchanged: members.length - changed };
  },
});

/** The restrictions that these words name, none of which may stand in another's way. */
function wanted(words: readonly string[]): string[] {
  const names = [...new Set(words.map((word) => restrictionNamed(word).name))];
  const rival = names.find((name) => rivals(names, name).length > 0);
  if (rival === undefined) return names;
  throw invalid('rival-restrictions', `${listed([rival, ...rivals(names, rival)])} cannot hold together`, {
    hint: 'name one of them',
  });
}

const rivals = (names: Iterable<string>, name: string): string[] =>
  [...names].filter((other) => other !== name && restrictionSubject(other) === restrictionSubject(name));

/** Sees to it that the restrictions may be put on the member's role. */
function admitted({ email, role, membership }: Subject, names: readonly string[]): void {
  const known = role?.restrictions ?? [];
  const foreign = names.filter((name) => !known.includes(name));
  if (foreign.length === 0) return;
  const said = `${listed(foreign)} cannot be put on ${email}: the role ${membership?.role} does not admit it`;
  throw invalid('restriction-not-admitted', said, {
    hint: known.length === 0 ? 'it admits no restriction at all' : `it admits ${listed(known)}`,
  });
}

function restricted({ email, restrictions }: Subject, names: readonly string[]) {
  const added = names.filter((name) => !restrictions.has(name));
  const ended = added.flatMap((name) => rivals(restrictions.keys(), name));
  const now = [...restrictions.keys(), ...added].filter((name) => !ended.includes(name)).sort();
  return { email, restrictions: now, added, ended, changed: added.length > 0 };
}
