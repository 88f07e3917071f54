import type { AudienceCount, Outcomes } from '../domain/blast.ts';

/** Why a candidate is no recipient, as people read it. */
export const EXCLUDED: readonly (readonly [key: keyof AudienceCount, what: string])[] = [
  ['duplicates', 'named more than once, or at the same address'],
  ['excluded', 'on a list that is left out'],
  ['noNumber', 'without an address for this line'],
  ['invalidNumber', 'with a number that is none'],
  ['optedOut', 'opted out on this line'],
  ['noConsent', 'on a list that wants consent, and did not opt in'],
  ['noWindow', 'with no hour left to write to them'],
];

const SAID: readonly (readonly [keyof Outcomes, string])[] = [
  ['handed', 'handed over'],
  ['waiting', 'waiting'],
  ['claimed', 'in the hands of a run'],
  ['failed', 'failed'],
  ['uncertain', 'in doubt'],
  ['opted-out', 'opted out meanwhile'],
  ['gone', 'contact removed meanwhile'],
  ['cancelled', 'cancelled'],
];

/** What became of messages, in a line. */
export const outcomeNotes = (outcomes: Outcomes): string[] => {
  const said = SAID.filter(([state]) => outcomes[state] > 0).map(([state, what]) => `${outcomes[state]} ${what}`);
  return [said.length === 0 ? 'no messages' : `messages: ${said.join(', ')}`];
};

/** So many seconds, as people say it: `2 h 5 min`. */
export function durationWords(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const said = [
    ...(days > 0 ? [`${days} d`] : []),
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes > 0 && days === 0 ? [`${minutes} min`] : []),
    ...(seconds < 600 && (seconds % 60 > 0 || seconds === 0) ? [`${seconds % 60} s`] : []),
  ];
  return said.join(' ');
}
