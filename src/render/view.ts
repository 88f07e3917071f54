/** A value in a cell. Lists are joined; times are RFC 3339 UTC text (`2026-11-21T19:20:34.000Z`) in a column of kind `time`. */
export type Cell = string | number | boolean | null | undefined | readonly string[];

/** One column of a table: which field of a row it shows, under which heading. */
export interface Column {
  readonly key: string;
  /** Heading; the key in words when absent (`last_seen`, `lastSeen` → `last seen`). */
  readonly title?: string;
  /** `time` is shown relative on a terminal and as RFC 3339 elsewhere; `mark` is one of `full`, `limited`, `none`. */
  readonly kind?: 'text' | 'number' | 'time' | 'mark';
  /** Left out where a terminal is too narrow for whole rows. */
  readonly spare?: true;
}

/** A row of a table: plain data with at least the fields its columns name. */
export type Row = Readonly<Record<string, unknown>>;

/** A branch of a tree: a line of text, an optional mark in front, and what hangs below. */
export interface Branch {
  readonly text: string;
  readonly mark?: 'pass' | 'fail' | 'none';
  readonly children?: readonly Branch[];
}

/** What a face shows of an answer: data, not text. Rows may be an async iterable, so that long answers stream. */
export type View =
  | {
      readonly columns: readonly Column[];
      readonly rows: Iterable<Row> | AsyncIterable<Row>;
      /** A record above the table, for people: in a table and in markdown, unless fields of the rows were chosen. */
      readonly lead?: { readonly record: Row; readonly columns: readonly Column[] };
      /** The sentence a terminal gets instead of an empty table; in a pipe an empty table is nothing at all. */
      readonly empty?: string;
      /** Lines printed under a table (and under markdown: never in csv, json, jsonl). */
      readonly notes?: readonly string[];
      /** The notes say what came of a command: where there are no rows they stand alone, in a pipe too. */
      readonly reports?: boolean;
    }
  | { readonly record: Row; readonly columns: readonly Column[]; readonly notes?: readonly string[] }
  | { readonly lines: readonly string[] }
  | { readonly tree: Branch };

/** The output formats, as `--format` names them. */
export const FORMATS = ['table', 'json', 'jsonl', 'csv', 'markdown', 'tree'] as const;
export type Format = (typeof FORMATS)[number];
