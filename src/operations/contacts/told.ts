import { wholeName } from '../../domain/contact-name.ts';
import { rfc3339 } from '../../domain/time.ts';
import type { Beside, ContactListRow } from '../../store/contact-list.ts';

/** A contact as lists tell of it; what was asked for beside stands by its name. */
export interface ContactTold {
  readonly phone: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly assignee: string | null;
  readonly team: string | null;
  readonly time_zone: string | null;
  readonly [beside: string]: string | null | readonly string[];
}

/** What may be told beside what lists tell anyhow. */
export const ASKABLE = ['tags', 'lists', 'added', 'added_by', 'changed', 'changed_by'] as const;

/** Something that was asked for beside: by which name it is told, and what the store is asked for. */
export interface Asked {
  readonly name: string;
  readonly beside: Beside;
}

const LISTS: readonly unknown[] = ['tags', 'lists'];
const TIMES: readonly unknown[] = ['added', 'changed'];

/** A row of the store as people and programs read it. */
export function contactTold(row: ContactListRow, asked: readonly Asked[]): ContactTold {
  const { phone, email, first_name, last_name, assignee, team, time_zone } = row;
  const told = {
    phone,
    email,
    name: wholeName(first_name, last_name),
    first_name,
    last_name,
    assignee,
    team,
    time_zone,
  };
  return asked.length === 0
    ? told
    : {
        ...told,
        ...Object.fromEntries(asked.map(({ name, beside }, i) => [name, shown(beside, row[`beside_${i}`])])),
      };
}

function shown(beside: Beside, value: string | number | null | undefined): string | null | readonly string[] {
  if (LISTS.includes(beside)) return value ? String(value).split(';') : [];
  if (TIMES.includes(beside)) return rfc3339(Number(value));
  return value === null || value === undefined ? null : String(value);
}
