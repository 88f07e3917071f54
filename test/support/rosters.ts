import type { Desk } from './desk.ts';

/** Lays a roster of these rows on the desk, and answers the line that applies it, also to members who are there. */
export const layRoster = (place: Desk, rows: readonly string[]) => {
  place.write('roster.csv', ['email,role,status,lines,restrictions', ...rows, ''].join('\n'));
  return 'users invite roster.csv --on-existing update';
};
