import { listed, plural } from '../../../domain/words.ts';
import { column, columns, face } from '../../face.ts';

/** Previews a template. */
export const preview = face({
  usage: 'preview <template>',
  about: 'show what a template says to a contact, and how many text messages that takes',
  examples: [
    ['switchboard templates preview hours --contact +15550123', 'as one contact would read it'],
    ['switchboard templates preview hours', 'with what is said where a value is missing'],
  ],
  flags: [{ flags: '--contact <contact>', about: 'who reads it: a number or an e-mail address' }],
  operation: async () => (await import('../../../operations/templates/preview.ts')).previewTemplate,
  gather: (given) => ({ template: given.args[0] as string, contact: given.text('contact') }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'template',
      'contact',
      'text',
      'encoding',
      column('units', { kind: 'number' }),
      column('segments', { kind: 'number' }),
      ...(answer.forcing.length === 0 ? [] : [column('forcing', { title: 'because of' })]),
    ),
    notes: notesOn(answer),
  }),
  names: ({ text }) => [text],
});

interface Previewed {
  readonly contact: string | null;
  readonly missing: readonly string[];
  readonly plainSegments: number | null;
}

function notesOn({ contact, missing, plainSegments }: Previewed): string[] {
  const names = listed(missing.map((name) => `{${name}}`));
  const whose = contact === null ? 'nothing stands in for' : `${contact} has no value, and no fallback stands in, for`;
  return [
    ...(missing.length === 0 ? [] : [`${whose} ${names}`]),
    ...(plainSegments === null ? [] : [`with plain quotes and dashes: ${plural(plainSegments, 'segment')}`]),
  ];
}
