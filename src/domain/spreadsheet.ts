// The rule, both ways. Out: a cell that begins with = + - @ tab or CR, after any number of apostrophes, gets one
// apostrophe more, so that a spreadsheet takes it for text. E.164 numbers, one or several with ';' between, stay as
// they are: programs that read the file want the number, and no formula is made of digits, + and ; alone. In: one
// apostrophe is taken off wherever = + - @ tab or CR follows it, after any number of apostrophes. So every text comes
// back as it was. After OWASP, CSV Injection: https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^'*[=+\-@\t\r]/;
const QUOTED_FORMULA = /^'+[=+\-@\t\r]/;
const E164 = /^\+[1-9]\d{6,14}(?:;\+[1-9]\d{6,14})*$/;

/** Text as it may stand in a CSV cell without being run by a spreadsheet. `unquoteFormula` is the inverse. */
export function quoteFormula(text: string): string {
  return FORMULA.test(text) && !E164.test(text) ? `'${text}` : text;
}

/** The text a CSV cell stands for: without the apostrophe that `quoteFormula` put in front. */
export function unquoteFormula(cell: string): string {
  return QUOTED_FORMULA.test(cell) ? cell.slice(1) : cell;
}
