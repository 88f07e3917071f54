import { contactName, contactQuestions, contactsInSight } from '../../access/contacts.ts';
import { templateMeant } from '../../access/named.ts';
import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { filled, parseBody } from '../../domain/message-body.ts';
import { segmentsOf, withPlainPunctuation } from '../../domain/segments.ts';
import { variablesOf } from '../../store/contact-variables.ts';
import { optional, text } from '../input.ts';

/**
 * A template as a contact would read it, and what it costs as text messages. Without a contact its fallbacks stand in,
 * and what has none stays as it is written.
 */
export const previewTemplate = query({
  name: 'templates preview',
  needs: ['templates.view', 'contacts.view'],
  input: { template: text(), contact: optional(text()) },
  asks: async ({ contact }, sight) => {
    const view = { needs: 'templates.view', on: workspaceItself } as const;
    return contact === undefined ? [view] : [view, ...(await contactQuestions(sight, 'contacts.view', [contact]))];
  },
  does: async (pass, { template, contact }) => {
    const { connection, workspace } = pass;
    const { name, body } = await templateMeant(pass, template);
    const [reader] = contact === undefined ? [] : await contactsInSight(pass, 'contacts.view', [contact]);
    const values = reader && (await variablesOf(connection, workspace.id, [reader.id])).get(reader.id);
    const { text: message, missing } = filled(parseBody(body), values ?? new Map());
    const { encoding, units, segments, forcing } = segmentsOf(message);
    const plainly = segmentsOf(withPlainPunctuation(message)).segments;
    return {
      template: name,
      contact: reader ? contactName(reader) : null,
      text: message,
      encoding,
      units,
      segments,
      /** The characters for which the short alphabet has no place. */
      forcing,
      /** In how many messages it would go out with plain quotes and dashes, where that is fewer. */
      plainSegments: plainly < segments ? plainly : null,
      /** The variables that nothing stands in for. */
      missing,
    };
  },
});
