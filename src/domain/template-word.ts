/** A word with places for columns: plain texts, and between them what stands for a cell. */
export type TemplatePart = string | TemplateColumn;

/** A place for a cell: the name of the column, and what stands there where the cell is empty; null where nothing was said. */
export interface TemplateColumn {
  readonly column: string;
  readonly fallback: string | null;
}

/** Reads `{column}`, `{column|default}` and `{{` in a word; undefined where a brace is never closed or names nothing. */
export function templateParts(word: string): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  for (let at = 0; at < word.length; ) {
    const brace = word.indexOf('{', at);
    if (brace < 0) {
      parts.push(word.slice(at));
      break;
    }
    if (brace > at) parts.push(word.slice(at, brace));
    if (word[brace + 1] === '{') {
      parts.push('{');
      at = brace + 2;
      continue;
    }
    const [whole, column, fallback] = /^\{([^{}|]*[^{}|\s][^{}|]*)(?:\|([^{}]*))?\}/.exec(word.slice(brace)) ?? [];
    if (whole === undefined || column === undefined) return undefined;
    parts.push({ column: column.trim(), fallback: fallback ?? null });
    at = brace + whole.length;
  }
  return parts;
}
