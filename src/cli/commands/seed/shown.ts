import { listed, plural } from '../../../domain/words.ts';
import type { View } from '../../../render/view.ts';
import { columns, type Flag } from '../../face.ts';
import type { SeedAnswer } from '../../seed/seeding.ts';
import type { Told } from '../../seed/step.ts';

export const PRUNE: Flag = {
  flags: '--prune',
  about:
    'remove what the document does not say, of the kinds of things that it names: seed apply --help tells the rule',
};

/** What a document comes to: a row a step, and below who gains what and what does not hold. A terminal gets long lists cut. */
export function viewOf(answer: SeedAnswer, isTerminal: boolean): View {
  const some = (words: readonly string[]): string => {
    const most = isTerminal ? MOST : words.length;
    const more = words.length > most ? ` and ${words.length - most} more` : '';
    return `${words.slice(0, most).join(', ')}${more}`;
  };
  const rows = answer.steps.map(({ change, kind, name, what }) => ({
    change,
    kind,
    name,
    what: what.map((one) => said(one, some)).join('; '),
  }));
  return {
    columns: columns<(typeof rows)[number]>('change', 'kind', 'name', 'what'),
    rows,
    reports: true,
    notes: notesOf(answer, some),
  };
}

const MOST = 6;

/** Words in a row, as many of them as are told. */
type Some = (words: readonly string[]) => string;

function said({ what, from, to }: Told['what'][number], some: Some): string {
  const value = (one: typeof from): string =>
    Array.isArray(one) ? some(one) : one === null ? 'nothing' : one === '' ? '""' : String(one);
  return from === null
    ? `${what}: ${value(to)}`
    : to === null
      ? `${what}: no more ${value(from)}`
      : `${what}: ${value(from)} → ${value(to)}`;
}

function notesOf(answer: SeedAnswer, some: Some): string[] {
  const { applied, made, edited, removed, unchanged, access, unmet, entries, steps, stays, stands } = answer;
  const counted = `${made} made, ${edited} edited, ${removed} removed, ${unchanged} unchanged`;
  const gains = (access ?? []).flatMap(({ members, gains: more, loses: less, reaches }) => {
    const who = members.length > MOST ? plural(members.length, 'member') : members.join(', ');
    return [
      ...(more.length > 0 ? [`${who}: may ${some(more)}`] : []),
      ...(less.length > 0 ? [`${who}: may no more ${some(less)}`] : []),
      ...(reaches.length > 0
        ? [`${who}: reach ${some(reaches.map(({ action, from, to }) => `${action} ${from} → ${to}`))}`]
        : []),
    ];
  });
  const broken = unmet.map(
    ({ place, member, action, allowed, code, found }) =>
      `${place ?? 'expect'}: ${member} ${allowed ? 'may' : 'may not'} ${action} was expected${code ? ` (${code})` : ''}; ${found}`,
  );
  if (unmet.length > 0)
    return [...gains, ...broken, `${plural(unmet.length, 'expectation')} not met: nothing was changed`];
  const left = [...(stays.length > 0 ? [`not pruned, being history: ${listed(stays)}`] : []), ...few(stands)];
  if (steps.length === 0) return [...left, `nothing to do: ${unchanged} unchanged`];
  return [...gains, ...left, applied && entries ? `${counted}: entries ${entries[0]} to ${entries[1]}` : counted];
}

const FEW = 20;

const few = (stands: readonly string[]): string[] =>
  stands.length > FEW
    ? [...stands.slice(0, FEW), `and ${stands.length - FEW} more that stay as they are`]
    : [...stands];
