import { cut, type Fault, fault } from '../../domain/fault.ts';
import { plural } from '../../domain/words.ts';

/** The longest record, in bytes, and the most columns that a file may have. */
export const LONGEST_RECORD = 1024 * 1024;
export const MOST_COLUMNS = 1_000;

/** Nothing is in the file. */
export const emptyFile = (): Fault =>
  fault(1, 'empty-file', 'the file is empty', {
    suggestion: 'name the columns in its first line: email,name,role',
  });

/** There are column names, and nothing under them. */
export const noRows = (line: number): Fault => fault(line, 'no-rows', 'the file has column names and no rows');

/** A record beyond all measure: most often a file without line breaks, or one that is no table. */
export const lineTooLong = (line: number): Fault =>
  fault(line, 'line-too-long', 'this line is longer than 1 MiB; nothing after it was read', {
    suggestion: 'look for missing line breaks',
  });

/** More columns than any table that people write. */
export const tooManyColumns = (line: number, found: number): Fault =>
  fault(
    line,
    'too-many-columns',
    `this line names ${plural(found, 'column')}; at most ${plural(MOST_COLUMNS, 'column')} are read`,
    {
      suggestion: 'keep only the columns that are needed',
    },
  );

/** A quoted cell that never ends. */
export const unclosedQuote = (line: number, column: number): Fault =>
  fault(line, 'unclosed-quote', 'the quote that opens in this line is not closed; nothing after it was read', {
    column,
    suggestion: 'close the quote, or write "" for each quote that belongs to the text',
  });

/** A quote within a cell that does not begin with one, or text behind a closing quote. */
export const strayQuote = (line: number, column: number): Fault =>
  fault(line, 'stray-quote', 'a quote stands where none may stand', {
    column,
    suggestion: 'put the whole cell in quotes, and write "" for each quote that belongs to the text',
  });

/** A row with more or fewer cells than there are columns. */
export const raggedRow = (line: number, expected: number, found: number): Fault =>
  fault(line, 'ragged-row', `this row has ${plural(found, 'cell')}; there are ${plural(expected, 'column')}`, {
    suggestion: found > expected ? 'put a cell that contains the delimiter in quotes' : 'add the empty cells',
  });

/** A byte of value zero, which no text has. */
export const nulByte = (line: number, column: number | null, value: string | null): Fault =>
  fault(line, 'nul-byte', 'a NUL byte stands here, which no text has', {
    column,
    value,
    suggestion: 'remove it: tr -d "\\000"',
  });

/** A line of JSON lines that is no JSON. */
export const badJson = (line: number, message: string, value: string): Fault =>
  fault(line, 'bad-json', message, { value, suggestion: 'write one object a line: {"email": "ada@example.com"}' });

/** An object of JSON lines that says the same thing twice. */
export const repeatedKey = (line: number, key: string): Fault =>
  fault(line, 'duplicate-column', `this row names “${cut(key)}” twice`, {
    value: key,
    suggestion: 'remove one of the two',
  });
