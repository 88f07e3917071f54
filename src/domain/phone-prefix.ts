/** The beginning of a number: with a + or without, blanks and signs fall away. */
export function prefixOf(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '');
  return /^\+?\d{1,15}$/.test(digits) ? `+${digits.replace('+', '')}` : undefined;
}
