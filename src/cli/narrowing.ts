import type { Flag, Given } from './face.ts';

/** The flags by which contacts are narrowed. */
export const NARROWING: readonly Flag[] = [
  { flags: '--where <filter...>', about: 'only those that pass: "city = Boston", "plan in gold,silver or tag = vip"' },
  { flags: '--tag <tags...>', about: 'only those with one of these tags' },
  { flags: '--list <lists...>', about: 'only those on one of these lists' },
  { flags: '--assignee <emails...>', about: 'only those assigned to one of these members' },
  { flags: '--team <teams...>', about: 'only those of one of these teams' },
  { flags: '--unassigned', about: 'only those assigned to nobody' },
];

/** The same for a command that has a `--team` of its own. */
export const NARROWING_BUT_TEAM: readonly Flag[] = NARROWING.filter(({ flags }) => !flags.startsWith('--team '));

/** The clauses that the flags say together, each of these that the command has: all of them hold. */
export function clausesOf(
  given: Given,
  flags: readonly string[] = ['tag', 'list', 'assignee', 'team'],
): string[] | undefined {
  const named = flags.flatMap((flag) => {
    const words = given.list(flag);
    return words === undefined ? [] : `${flag} in ${words.map((word) => `"${word.replaceAll('"', '""')}"`).join(',')}`;
  });
  const clauses = [
    ...(given.each('where') ?? []),
    ...named,
    ...(given.flag('unassigned') ? ['assignee is empty'] : []),
  ];
  return clauses.length === 0 ? undefined : clauses;
}
