import { SCHEMA } from '../doors.ts';

/** A function of the owner's, for others to call: what it takes, what it answers, and its body. */
export interface Door {
  readonly takes: string;
  readonly answers: string;
  readonly body: string;
  readonly language?: 'plpgsql' | 'sql';
  readonly volatility?: 'stable' | 'volatile';
}

/** Doors by their names. */
export type DoorSet = Readonly<Record<string, Door>>;

/** The statement that makes a door: it runs with the owner's rights, on a fixed search path that ends in what is temporary. */
export const made = (name: string, { takes, answers, body, language = 'sql', volatility = 'stable' }: Door): string =>
  `create or replace function ${SCHEMA}.${name}(${takes}) returns ${answers} language ${language} ${volatility} security definer
    set search_path = ${SCHEMA}, pg_temp as $door$ ${body} $door$`;

/** A subquery of the texts in a JSON array. */
export const texts = (value: string): string => `(select jsonb_array_elements_text(${value}::jsonb))`;

/** Whether a workspace is the one of the token that the transaction is bound to, or there is no token. */
export function within(workspace: string): string {
  return `coalesce((sealed('bound') ->> 'workspace')::bigint = ${workspace}, true)`;
}
