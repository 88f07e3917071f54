/** The first key that the outermost object of a JSON text names twice, of which `JSON.parse` silently keeps the last; or nothing. */
export function secondKey(text: string, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // As many colons behind a quote as keys were kept: none was lost.
  const colons = text.match(/"\s*:/g)?.length ?? 0;
  if (colons === Object.keys(value).length) return undefined;
  const seen = new Set<string>();
  let depth = 0;
  let word = '';
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token !== ':') word = token;
    else if (depth === 1) {
      const key: unknown = JSON.parse(word);
      if (seen.has(String(key))) return String(key);
      seen.add(String(key));
    }
  }
  return undefined;
}
