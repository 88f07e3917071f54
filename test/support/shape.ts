// Whether what is stored and asked could be spread over many servers by workspace: read off statements, not off promises.

/** The tables whose rows belong to a workspace, and go where it goes. */
export const SPREAD: readonly string[] = [
  'workspace_states',
  'entries',
  'authorships',
  'memberships',
  'restrictions',
  'lines',
  'line_activations',
  'line_grants',
  'product_activations',
  'product_grants',
  'batch_rows',
  'access_tokens',
  'teams',
  'team_members',
  'custom_roles',
  'settings',
  'fields',
  'contacts',
  'contact_values',
  'contact_tags',
  'contact_rows',
  'consents',
  'lists',
  'list_members',
  'templates',
  'responders',
  'conversations',
  'messages',
  'responder_answers',
  'assignment_turns',
  'blasts',
  'blast_messages',
];

const NAMED =
  /\b(from|join|update|into)\s+"?([a-z_]+)"?(?:\s+(?:as\s+)?"?(?!on\b|where\b|set\b|join\b|left\b|order\b|group\b|limit\b|cross\b|select\b|values\b|inner\b|union\b)([a-z]\w*)"?)?/g;

/** The tables of workspaces that a statement looks into or writes without saying of which workspace. */
export function crossings(statement: string): string[] {
  const text = statement.toLowerCase().replaceAll('"', '').replace(/\s+/g, ' ');
  return [...text.matchAll(NAMED)].flatMap(([, verb, table, alias]) => {
    if (!SPREAD.includes(table as string)) return [];
    if (verb === 'into') return /\([^)]*\bworkspace_id\b/.test(text) ? [] : [`${table} in: ${text}`];
    const name = alias ?? (table as string);
    const said = new RegExp(
      `\\b${name}\\.workspace_id (=|in)|= ${name}\\.workspace_id\\b` +
        // Where a table has no other name, its columns need none either.
        (alias === undefined ? '|(?<![.\\w])workspace_id =|(?<![.\\w])workspace_id in' : ''),
    );
    return said.test(text) ? [] : [`${table} in: ${text}`];
  });
}
