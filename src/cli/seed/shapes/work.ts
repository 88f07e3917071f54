import { BLAST_STATES } from '../../../domain/blast.ts';
import { emailKey } from '../../../domain/email.ts';
import { invalid } from '../../../domain/errors.ts';
import { asItStands, noted } from '../../../domain/message-said.ts';
import { messageText } from '../../../domain/message-text.ts';
import type { SeedBlast, SeedConversation, SeedList, SeedMessage, SeedTemplate } from '../../../domain/seed.ts';
import { workName } from '../../../domain/work-name.ts';
import { mapOf } from '../map-shape.ts';
import { flag, listOf, oneOf, orNull, text, whole } from '../shape.ts';
import { contactNamed, email, line, lineWord, time } from '../words.ts';
import type { SeedTerms } from './contact.ts';

const name = text('its name', workName);
/** What it says, its variables readable; which of them there are is seen to once the fields are known. */
export const body = (about: string) => text(about, messageText, { takesPlain: true, schema: { type: 'string' } });

/** A filter's clause: it is read once the fields are known. */
const clause = text('a clause, as city = Boston or age >= 21', (typed) => {
  if (typed.trim() !== '' && typed.length <= 1000) return typed.trim();
  throw invalid('bad-filter', 'a filter has 1 to 1,000 characters');
});

/** A list of contacts, or a segment. */
export const list = ({ plan }: SeedTerms) =>
  mapOf<SeedList>(
    'a list of contacts; one with where: is a segment, found when it is asked for',
    {
      name,
      about: orNull(line('what it is for', 500)),
      where: listOf('clauses that its contacts pass, all of them', clause, 1),
      wantsConsent: flag('whether blasts go only to those of it who opted in'),
      contacts: listOf('who is on it: numbers or addresses', contactNamed('a contact', plan)),
    },
    {
      needs: ['name'],
      agrees: ({ where, contacts }, complain) => {
        if (where !== undefined && contacts !== undefined)
          complain(
            'contacts',
            'needless-key',
            'a segment finds its contacts by its filter',
            'leave out contacts: or where:',
          );
      },
    },
  );

/** A template. */
export const template = mapOf<SeedTemplate>(
  'a text to answer with',
  { name, body: body('what it says') },
  { needs: ['name', 'body'] },
);

const KINDS = ['in', 'reply', 'auto', 'note', 'event'] as const;

const message = mapOf<SeedMessage>(
  'something that was said',
  {
    at: time('when: 2026-11-26T09:30:00Z'),
    kind: oneOf(
      'by them (in), a member (reply), a responder (auto), among members (note), or what happened (event)',
      KINDS,
    ),
    body: text('what it says', plainBody, { takesPlain: true, schema: { type: 'string' } }),
    author: line('the member, or the responder by its name', 254),
  },
  {
    needs: ['at', 'kind', 'body'],
    agrees: ({ kind, author }, complain) => {
      if (author === undefined) return;
      if (kind === 'in') complain('author', 'needless-key', 'what comes in is by the contact', 'leave it out');
      if ((kind === 'reply' || kind === 'note') && emailKey(author) === undefined)
        complain(
          'author',
          'bad-email',
          `“${author}” is no e-mail address: a ${kind} is by a member`,
          'write their address',
        );
    },
  },
);

function plainBody(typed: string): string {
  const said = asItStands(typed).replace(/^\n+|\n+$/g, '');
  if (said.trim() !== '') return said;
  throw invalid('bad-text', 'there is nothing in the message');
}

/** A conversation. */
export const conversation = ({ plan }: SeedTerms) =>
  mapOf<SeedConversation>(
    'a conversation',
    {
      line: lineWord('its line'),
      contact: contactNamed('with whom', plan),
      state: oneOf('how it stands', ['open', 'claimed', 'ended']),
      claimedBy: email('who claimed it'),
      category: line('what it was about, once it ended', 80),
      note: text('what came of it, once it ended', noted),
      messages: listOf('what was said, in order', message),
    },
    {
      needs: ['line', 'contact'],
      agrees: ({ state = 'open', claimedBy, category, note }, complain) => {
        if (state === 'claimed' && claimedBy === undefined)
          complain(null, 'missing-key', 'somebody claimed it', 'add claimedBy: EMAIL');
        if (state !== 'claimed' && claimedBy !== undefined)
          complain(
            'claimedBy',
            'needless-key',
            `nobody holds it: it is ${state}`,
            'say state: claimed, or leave it out',
          );
        if (state === 'ended') return;
        if (category !== undefined)
          complain('category', 'needless-key', 'only what ended has a category', 'say state: ended');
        if (note !== undefined)
          complain('note', 'needless-key', 'only what ended has such a note', 'write it as a message of kind note');
      },
    },
  );

/** A blast. */
export const blast = ({ plan }: SeedTerms) =>
  mapOf<SeedBlast>(
    'a blast: one message to many',
    {
      name,
      line: lineWord('the line on which it goes out'),
      author: email('who writes it'),
      body: body('what it says'),
      lists: listOf('the lists that it is for', line('a list', 80)),
      contacts: listOf('the contacts that it is for, by name', contactNamed('a contact', plan)),
      where: listOf('clauses that the contacts that it is for pass', clause),
      exclude: listOf('lists whose contacts are left out', line('a list', 80)),
      rate: whole('segments a second', 1),
      state: oneOf('how far it is', BLAST_STATES),
      at: time('when it is due'),
    },
    {
      needs: ['name', 'line', 'body'],
      agrees: ({ lists = [], contacts = [], where = [], state = 'draft', at }, complain) => {
        if (lists.length + contacts.length + where.length === 0)
          complain(null, 'no-audience', 'nothing is said of whom it is for', 'add lists:, contacts: or where:');
        if (state === 'scheduled' && at === undefined)
          complain(null, 'missing-key', 'nothing is said of when it is due', 'add at: TIME');
      },
    },
  );
