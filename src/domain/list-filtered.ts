import { conflict, type Failure } from './errors.ts';

/** Why nobody is put on a list that is a segment. */
export const fillsItself = (name: string): string => `"${name}" is a segment: its filter says who is on it`;

/** What stands against an answer that would put people on a segment. */
export const filteredList = (name: string): Failure =>
  conflict('list-is-filtered', `"${name}" is filled by a filter: nobody can be put on it`, {
    hint: 'name a list that is filled by hand: switchboard lists list',
  });
