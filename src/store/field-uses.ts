import type { Connection } from './connection.ts';

/** Where words of people are kept that may name a field: the filter of a segment (JSON), or the text of a template. */
export interface KeptWords {
  readonly kind: 'segment' | 'template';
  readonly name: string;
  readonly words: string;
}

/** The filters of all segments, and the texts of all templates. */
export const wordsKept = ({ all }: Connection, workspaceId: number) =>
  all<KeptWords>(
    `select 'segment' as kind, l.name, l.filter as words from lists l
     where l.workspace_id = $1 and l.filter is not null
     union all select 'template', t.name, t.body from templates t where t.workspace_id = $1 order by 1, 2`,
    [workspaceId],
  );
