/** How a term compares. `!=` and `not in` are the opposites of `=` and `in`: they hold also where there is no value. */
export type Operator =
  | ('=' | '!=' | '<' | '<=' | '>' | '>=')
  | ('in' | 'not in' | 'starts-with' | 'is empty' | 'is not empty');

/** What every contact has that a term can be about; `consent` is about a line, `field` about a custom field. */
export type About =
  | ('phone' | 'email' | 'name' | 'first_name' | 'last_name' | 'time_zone')
  | ('tag' | 'list' | 'assignee' | 'team' | 'added' | 'changed' | 'consent' | 'field');

/** One comparison: `city in Boston,Salem`. Values are spelt as they are kept; names are natural words, not ids. */
export interface Term {
  readonly about: About;
  /** The custom field, or the line of a consent. */
  readonly which?: string;
  readonly holds: Operator;
  readonly values: readonly string[];
}

/** What contacts are narrowed to: every clause holds, and a clause holds where one of its terms does. Plain JSON. */
export type Condition = readonly (readonly Term[])[];

/** A condition as it would be typed, a text for each `--where`. */
export const whereTexts = (condition: Condition): string[] =>
  condition.map((clause) => clause.map(termText).join(' or '));

function termText({ about, which, holds, values }: Term): string {
  const subject = about === 'field' ? which : about === 'consent' ? `consent on ${which}` : about;
  const alone = values.length > 1 || holds.endsWith('in');
  const said = values.map((value) => quoted(value, alone)).join(',');
  return [subject, holds, said].filter((part) => part !== '').join(' ');
}

/** A value in quotes, where it would be read otherwise without. */
const quoted = (value: string, isOneOfSeveral: boolean): string =>
  /^['"]|\s(or|and)\s|^\s|\s$|^$/i.test(value) || (isOneOfSeveral && value.includes(','))
    ? `"${value.replaceAll('"', '""')}"`
    : value;
