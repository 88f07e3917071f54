// A workspace as a document: long, because each part that is not whole says what of it was left out.
import { decide } from '../../access/decide.ts';
import { query } from '../../access/operation.ts';
import type { QueryPass } from '../../access/pass.ts';
import { workspaceItself } from '../../access/resource.ts';
import type { Workspace } from '../../access/subject.ts';
import { refused } from '../../domain/errors.ts';
import type { Paged } from '../../domain/paged.ts';
import { listed, plural } from '../../domain/words.ts';
import { boolean, list, optional, picklist, string } from '../input.ts';
import { contactsSaid } from './contacts.ts';
import { consentSays, unseenSays, unusedSays } from './left-out.ts';
import { said } from './natural.ts';
import {
  fieldsSaid,
  linesSaid,
  productsSaid,
  rolesSaid,
  settingsSaid,
  teamsSaid,
  usersSaid,
  workspaceSaid,
} from './people.ts';
import { HELD, type Held, isNarrowed, isShown, lacking, NEEDS, rightsFor } from './rights.ts';
import { blastsSaid, conversationsSaid, listsSaid, respondersSaid, templatesSaid } from './work.ts';

/** A part of a document that is written: a map, or a list that may still be arriving. */
export type Written = readonly [part: Held, said: object | readonly (object | string)[] | AsyncIterable<object>];

/** A workspace on its way into a document. What streams is read once. */
export interface SeedExport {
  readonly parts: readonly Written[];
  /** The contacts as the rows of a file, where they go into one. */
  readonly table: Paged | null;
  /** What is not in the document, and why, a sentence each; known once all has been read. */
  readonly leftOut: () => readonly string[];
}

/** Everything that the workspace holds as a document, in the order of natural keys; refused where it would not be all. */
export const exportSeed = query({
  name: 'seed export',
  needs: NEEDS,
  input: {
    only: optional(list(picklist(HELD, `a part is ${listed(HELD, 'or')}`))),
    /** Whether what the acting user does not see is left out. */
    partial: boolean('yes or no'),
    /** The file that contacts go into, as the document names it; they stand in the document where there is none. */
    file: optional(string()),
  },
  asks: ({ only, partial }, { workspace, actor }) => {
    const rights = rightsFor(wanted(only, workspace));
    // Of a part of it whoever sees something is told something.
    const held = rights.filter((needs) => decide(actor, needs, workspaceItself).allowed);
    const [first, ...others] = partial && held.length > 0 ? held : rights;
    const asked = (needs: (typeof NEEDS)[number]) => ({ needs, on: workspaceItself });
    return [asked(first ?? 'workspace.view'), ...others.map(asked)];
  },
  does: async (pass, { only, partial, file }): Promise<SeedExport> => {
    const { workspace, actor } = pass;
    const parts = wanted(only, workspace);
    const narrowed = parts.filter((part) => isNarrowed(actor, part));
    if (!partial && narrowed.length > 0) throw partlySeen(narrowed);
    const seen = parts.filter((part) => part === 'workspace' || !partial || lacking(actor, part).length === 0);
    const notes = [
      ...(partial ? unseenSays(actor, parts, narrowed) : []),
      ...(narrowed.length > 0 ? [] : await unusedSays(pass, only ?? HELD)),
    ];
    const late: (() => string | undefined)[] = [];
    let table: Paged | null = null;
    const written: Written[] = [];
    for (const part of seen) {
      if (part !== 'contacts') written.push([part, await SAID[part](pass, notes, late, seen)]);
      else {
        const found = await contactsSaid(pass);
        if (file !== undefined) table = found.table;
        const contacts = file === undefined ? found.contacts : said({ file, consents: await found.beside() });
        written.push(['contacts', contacts]);
        const isWhole = narrowed.length === 0;
        late.push(() => consentSays(found.counted, isWhole));
      }
    }
    return {
      parts: written,
      table,
      leftOut: () => [...notes, ...late.map((say) => say()).filter((one) => one !== undefined)],
    };
  },
});

/** The parts that are asked for; a document always says which workspace it is of. */
const wanted = (only: readonly Held[] | undefined, workspace: Workspace): readonly Held[] =>
  HELD.filter((part) => part === 'workspace' || ((only?.includes(part) ?? true) && isShown(part, workspace)));

/** What is left out is told at once, or once all has been read. */
type Saying = (
  pass: QueryPass,
  notes: string[],
  late: (() => string | undefined)[],
  seen: readonly Held[],
) => Promise<Written[1]> | Written[1];

const SAID: Readonly<Record<Exclude<Held, 'contacts'>, Saying>> = {
  workspace: workspaceSaid,
  settings: settingsSaid,
  roles: rolesSaid,
  lines: linesSaid,
  products: productsSaid,
  teams: teamsSaid,
  users: usersSaid,
  fields: fieldsSaid,
  lists: async (pass, notes) => {
    const { lists, lost } = await listsSaid(pass);
    if (lost.length > 0)
      notes.push(`${plural(lost.length, 'segment')} by somebody or a team that is gone: ${listed(lost)}`);
    return lists;
  },
  templates: templatesSaid,
  responders: async (pass, notes, _, seen) => {
    const { responders, counted } = await respondersSaid(pass, seen.includes('templates'));
    if (counted.written > 0)
      notes.push(`${plural(counted.written, 'responder')} answered with a template: its text is written out`);
    if (counted.skipped > 0)
      notes.push(`${plural(counted.skipped, 'action')} of responders that could not be done any more`);
    return responders;
  },
  conversations: (pass, _, late) => {
    const { conversations, counted } = conversationsSaid(pass);
    late.push(() =>
      counted.parted === 0 ? undefined : `who wrote ${plural(counted.parted, 'message')}: they are no members any more`,
    );
    return conversations;
  },
  blasts: async (pass, notes) => {
    const { blasts, gone, parted } = await blastsSaid(pass);
    if (gone > 0) notes.push(`${plural(gone, 'blast')} that went out or was rejected: no document sends it again`);
    if (parted > 0)
      notes.push(`${plural(parted, 'blast')} whose author is no member any more: nobody sends it in their name`);
    const { lost } = await listsSaid(pass);
    const kept = blasts.filter(
      ({ lists = [], exclude = [] }) => ![...lists, ...exclude].some((one) => lost.includes(one)),
    );
    if (kept.length < blasts.length)
      notes.push(`${plural(blasts.length - kept.length, 'blast')} for segments that are left out`);
    return kept;
  },
};

const partlySeen = (parts: readonly Held[]) =>
  refused('partly-seen', `you see only some of the ${listed(parts)}: a document of them would not be whole`, {
    hint: 'leave out the rest with --partial, or ask somebody who sees all of it',
    details: { parts },
  });
