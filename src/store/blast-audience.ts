// Whom a blast is for, counted and read inside the database: a constant number of statements, whatever the contacts.
import type { Body } from '../domain/message-body.ts';
import { type FieldRow, type Keep, missesFor, wordsFor } from './blast-words.ts';
import type { Connection } from './connection.ts';

/** Where candidates come from: a condition on contacts (`c`), and whether it takes only those who opted in. */
export interface Source {
  readonly condition: string;
  readonly wantsConsent: boolean;
}

/** An audience as statements read it; conditions are on contacts (`c`). */
export interface AudienceParts {
  readonly lineId: number;
  readonly addressed: 'phone' | 'email';
  readonly sources: readonly Source[];
  readonly excluded: readonly string[];
  /** Beyond these nobody is a candidate: what the author sees, and whoever looks. */
  readonly within: readonly string[];
  /** The values that conditions stand on, by the marks that `keep` gave them. */
  readonly values: unknown[];
}

/** Marks for the values of a statement, in their order. */
export const keeping =
  (values: unknown[]): Keep =>
  (value) =>
    `$${values.push(value)}`;

/** The area of a number as quiet hours know it: `+1201`; nothing elsewhere. */
const areaOf = (address: string): string =>
  `case when ${address} like '+1%' and length(${address}) = 12 then substr(${address}, 1, 5) else '' end`;

const DIGITS = "'0123456789'";
const NO_NUMBER = `substr(a.address, 1, 1) <> '+' or ltrim(substr(a.address, 2), ${DIGITS}) <> ''
  or length(a.address) < 8 or length(a.address) > 16`;

const any = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '1 = 0' : conditions.map((one) => `(${one})`).join(' or ');

/**
 * The candidates, judged: `judged` has a row for each, `times` says through how many sources they came, `reason` why they
 * are no recipient. `$1` is the workspace, `$2` the line.
 */
function judged({ addressed, sources, excluded, within }: AudienceParts): string {
  const seen = within.map((one) => `(${one})`).join(' and ');
  const named = sources.map(
    ({ condition, wantsConsent }) =>
      `select c.id, ${wantsConsent ? 1 : 0} as wants from contacts c where c.workspace_id = $1 and ${seen} and (${condition})`,
  );
  const none = 'select c.id, 0 as wants from contacts c where c.workspace_id = $1 and 1 = 0';
  const column = addressed === 'phone' ? 'c.phone' : 'c.email_key';
  // Numbers are one contact's each; several may share an e-mail address.
  const place =
    addressed === 'phone'
      ? '1'
      : "row_number() over (partition by coalesce(a.address, ' ' || a.id) order by a.left_out, a.id)";
  const invalid = addressed === 'phone' ? `when ${NO_NUMBER} then 'invalid-number'` : '';
  return `with named as (${named.length === 0 ? none : named.join(' union all ')}),
    people as (select n.id, count(*) as times, max(n.wants) as wants from named n group by n.id),
    addressed as (select p.id, p.times, p.wants, ${column} as address, coalesce(c.time_zone, '') as zone,
      case when ${any(excluded)} then 1 else 0 end as left_out
      from people p join contacts c on c.workspace_id = $1 and c.id = p.id),
    placed as (select a.*, ${place} as place from addressed a),
    judged as (select a.id, a.times, a.address, a.zone, ${areaOf('a.address')} as area,
      case when a.left_out = 1 then 'excluded' when a.address is null then 'no-number' ${invalid}
        when a.place > 1 then 'duplicate' when k.state = 'opted-out' then 'opted-out'
        when a.wants = 1 and coalesce(k.state, '') <> 'opted-in' then 'no-consent' end as reason
      from placed a left join consents k on k.workspace_id = $1 and k.line_id = $2 and k.address = a.address and k.until is null)`;
}

/** So many candidates of one reason; of recipients (`reason` null) those of one zone and area. */
export interface AudienceRow {
  readonly reason: string | null;
  readonly zone: string | null;
  readonly area: string | null;
  readonly people: number;
  readonly times: number;
  /** Of how many a value is missing that the text cannot do without. */
  readonly misses: number;
}

/** What is to be said, with the custom fields that it may name. */
export interface Words {
  readonly body: Body;
  readonly fields: readonly FieldRow[];
}

/** How many candidates there are, by what becomes of them. One statement. */
export const countAudience = ({ all }: Connection, parts: AudienceParts, { body, fields }: Words) =>
  all<AudienceRow>(
    `${judged(parts)} select j.reason, case when j.reason is null then j.zone end as zone,
       case when j.reason is null then j.area end as area, count(*) as people, sum(j.times) as times,
       sum(case when j.reason is null and (${missesFor(body, fields)}) then 1 else 0 end) as misses
     from judged j join contacts c on c.workspace_id = $1 and c.id = j.id group by 1, 2, 3`,
    parts.values,
  );

/** The addresses of the first recipients for whom a value is missing. */
export const firstMissing = ({ all }: Connection, parts: AudienceParts, { body, fields }: Words) =>
  all<{ readonly address: string }>(
    `${judged(parts)} select j.address from judged j join contacts c on c.workspace_id = $1 and c.id = j.id
     where j.reason is null and (${missesFor(body, fields)}) order by j.address limit 5`,
    parts.values,
  );

/** A recipient, and what they would read. */
export interface Reader {
  readonly address: string;
  readonly zone: string;
  readonly area: string;
  readonly body: string;
}

/** Recipients with what each would read, by their numbers, as they come; `most` bounds them. */
export function readAudience({ stream }: Connection, parts: AudienceParts, { body, fields }: Words, most?: number) {
  const values = [...parts.values];
  return stream<Reader>(
    `${judged(parts)} select j.address, j.zone, j.area, ${wordsFor(body, fields, keeping(values))} as body
     from judged j join contacts c on c.workspace_id = $1 and c.id = j.id
     where j.reason is null order by j.id${most === undefined ? '' : ` limit ${most}`}`,
    values,
  );
}

/** When recipients of a zone and an area may be written to first (UTC milliseconds). */
export interface Opening {
  readonly zone: string;
  readonly area: string;
  readonly due: number;
}

/** What a blast is frozen with: keys begin with `prefix`, which no other blast has; the cost where all read the same. */
export interface Freezing extends Words {
  readonly blastId: number;
  readonly prefix: string;
  readonly openings: readonly Opening[];
  readonly segments: number | null;
}

/** Lays down a message for every recipient, in one statement; its text only where not all read the same. */
export function freezeAudience(
  { run, dialect }: Connection,
  parts: AudienceParts,
  { body, fields, blastId, prefix, openings, segments }: Freezing,
): Promise<number> {
  const values = [...parts.values];
  const keep = keeping(values);
  const opens = dialect.rows(keep(JSON.stringify(openings)), { zone: 'text', area: 'text', due: 'integer' });
  const number = 'row_number() over (order by j.id)';
  const words = segments === null ? wordsFor(body, fields, keep) : 'cast(null as text)';
  // Written down first: numbers may be of hundreds of areas, and SQLite reads the list anew for each recipient.
  return run(
    `${judged(parts)}, openings as materialized (select o.zone, o.area, o.due from ${opens} as o)
     insert into blast_messages
       (workspace_id, blast_id, id, contact_id, address, message_key, body, segments, due, state, attempts)
     select cast($1 as bigint), ${blastId}, ${number}, j.id, j.address, cast(${keep(prefix)} as text) || '-' || ${number},
       ${words}, cast(${segments ?? 'null'} as bigint), o.due, 'waiting', 0
     from judged j join contacts c on c.workspace_id = $1 and c.id = j.id
     join openings o on o.zone = j.zone and o.area = j.area where j.reason is null`,
    values,
  );
}
