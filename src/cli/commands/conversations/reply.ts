import { invalid } from '../../../domain/errors.ts';
import { plural } from '../../../domain/words.ts';
import { columns, face } from '../../face.ts';
import { NAMING } from './acted.ts';

/** Replies in a conversation. */
export const reply = face({
  usage: 'reply <conversation> [text]',
  about: 'write to a contact, unless they opted out',
  examples: [
    ['switchboard conversations reply +15550100/+15550123 "It is on its way"', 'in your own words'],
    ['switchboard conversations reply +15550123 --template on-its-way', 'in the words of a template, filled for them'],
    ['switchboard conversations reply +15550123 "Did it arrive?" --reopen', 'also where it has ended'],
  ],
  flags: [
    { flags: '--template <name>', about: 'the words of this template, its variables filled from the contact' },
    { flags: '--with <name=value...>', about: 'what a variable of the template says here, whatever the contact has' },
    { flags: '--reopen', about: 'open it again where it has ended' },
  ],
  notes: `${NAMING} Those that somebody else has claimed need conversations.oversee.`,
  operation: async () => (await import('../../../operations/conversations/reply.ts')).replyInConversation,
  gather: (given) => {
    const [conversation = '', text] = given.args;
    const template = given.text('template');
    if ((text === undefined) === (template === undefined)) {
      throw invalid('usage', 'say what to write: a text, or --template NAME', {
        hint: 'see: switchboard templates list',
      });
    }
    return { conversation, text, template, with: mutable(given.each('with')), reopen: given.flag('reopen') };
  },
  show: (answer) => ({
    record: { ...answer, segments: answer.segments?.segments ?? null },
    columns: columns<typeof answer>('conversation', 'reply', 'state', 'segments'),
    notes: costNotes(answer),
  }),
  names: ({ conversation }) => [conversation],
});

function costNotes({
  segments,
}: {
  segments: { segments: number; encoding: string; forcing: readonly string[] } | null;
}) {
  if (segments === null || segments.segments < 2) return [];
  const forced = segments.forcing.length > 0 ? `, because of ${segments.forcing.slice(0, 5).join(' ')}` : '';
  return [`it goes out in ${plural(segments.segments, 'part')} (${segments.encoding}${forced})`];
}

const mutable = <T>(list: readonly T[] | undefined): T[] | undefined => list && [...list];
