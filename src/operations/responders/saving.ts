// What adding and editing share: words read, names looked up, and what stands against it.
import { integer, pipe } from 'valibot';
import { knownBody } from '../../access/message-body.ts';
import { templateMeant } from '../../access/named.ts';
import type { Reading } from '../../access/operation.ts';
import type { LineResource } from '../../access/resource.ts';
import { deedsMeant } from '../../access/responder-deeds.ts';
import { invalid } from '../../domain/errors.ts';
import { isTextKind } from '../../domain/line-kinds.ts';
import { lineZone } from '../../domain/line-zone.ts';
import type { Body } from '../../domain/message-body.ts';
import { messageText } from '../../domain/message-text.ts';
import { readHours, readKind } from '../../domain/responder.ts';
import { clashOf } from '../../domain/responder-clash.ts';
import { reservedName } from '../../domain/responder-draft.ts';
import { silent, spoken } from '../../domain/responder-saying.ts';
import { listed } from '../../domain/words.ts';
import { nameTaken } from '../../domain/work-name.ts';
import type { ResponderParts } from '../../store/kept-responder.ts';
import type { KeptDeed } from '../../store/responder-names.ts';
import { claimsOf } from '../../store/responder-rows.ts';
import { settingsOf } from '../../store/settings.ts';
import { boolean, list, number, optional, read, string } from '../input.ts';

/** What may be said of a responder beside its name and its line. */
export const parts = {
  keywords: optional(list(string())),
  mode: optional(string()),
  pattern: optional(string()),
  kind: optional(read(readKind)),
  reply: optional(read(messageText)),
  template: optional(string()),
  actions: optional(list(string())),
  during: optional(read(readHours)),
  from: optional(string()),
  until: optional(string()),
  cooldown: optional(string()),
  priority: optional(pipe(number(), integer('a whole number'))),
  quietWhenClaimed: optional(boolean()),
  isOn: optional(boolean()),
};

/** What a responder says and does, as it is typed. */
interface Saying {
  readonly reply?: string | undefined;
  readonly template?: string | undefined;
  readonly actions?: readonly string[] | undefined;
}

/** The same as it is kept. */
type Said = Pick<ResponderParts, 'reply' | 'kept'>;

/** What it says and does once the words are heeded; what is not said stays. Notes tell of what to look out for. */
export async function sayingOf(
  sight: Reading,
  saying: Saying,
  line: LineResource | null,
  former: Said = { reply: null, kept: [] },
): Promise<Said & { readonly notes: readonly string[] }> {
  const { actions, reply } = spoken(saying.reply, saying.actions);
  if (reply !== undefined && saying.template !== undefined)
    throw invalid('usage', 'it says one thing: --reply TEXT or --template NAME', { hint: 'leave one of them out' });
  const meant = actions && (await deedsMeant(sight, actions, line));
  const deeds = meant?.kept ?? former.kept.filter(({ does }) => does !== 'template');
  const wording = await wordingOf(sight, reply, saying.template, former);
  const kept = [...wording.kept, ...deeds];
  if (wording.reply === null && kept.length === 0) throw silent();
  return { reply: wording.reply, kept, notes: [...(meant?.notes ?? []), ...wording.notes] };
}

async function wordingOf(
  sight: Reading,
  reply: string | undefined,
  template: string | undefined,
  former: Said,
): Promise<Said & { readonly notes: readonly string[] }> {
  if (reply !== undefined) return { reply, kept: [], notes: blanksIn(await knownBody(sight, reply)) };
  if (template === undefined) {
    return { reply: former.reply, kept: former.kept.filter(({ does }) => does === 'template'), notes: [] };
  }
  const { id, body } = await templateMeant(sight, template);
  const kept: KeptDeed[] = [{ does: 'template', id }];
  return { reply: null, kept, notes: blanksIn(await knownBody(sight, body)) };
}

/** Nobody is there to mend an answer: what nothing stands in for is left out. */
export function blanksIn({ parts: all }: Body): string[] {
  const bare = all.flatMap((part) => ('name' in part && part.fallback === undefined ? [part.written] : []));
  const names = [...new Set(bare)];
  if (names.length === 0) return [];
  return [
    `${listed(names)} ${names.length === 1 ? 'is' : 'are'} left out where a contact has none: write {first_name|there} for what is said instead`,
  ];
}

/** The zone by whose clocks a responder goes. */
export async function zoneOn({ connection, workspace }: Reading, line: LineResource | null): Promise<string> {
  return lineZone(line?.name ?? null, (await settingsOf(connection, workspace.id)).timeZone);
}

/** Throws what stands against a responder being kept so: a name that is taken, a word that another one answers. */
export async function unopposed(
  { connection, workspace }: Reading,
  id: number,
  given: ResponderParts,
  line: LineResource | null,
): Promise<void> {
  const others = await claimsOf(connection, workspace.id);
  const { yesOptsIn } = await settingsOf(connection, workspace.id);
  const clash =
    reservedName(given.name) ??
    nameTaken('responder', { id, name: given.name }, others) ??
    clashOf(
      { ...given, id },
      others.filter(({ isSilent }) => !isSilent),
      line?.kind === undefined || isTextKind(line.kind) ? { yesOptsIn } : null,
    );
  if (clash !== undefined) throw clash;
}

/** Which line was named, or all of them; both or none is a usage error unless `former` says where it is. */
export function lineSaid({ line, allLines }: { readonly line?: string | undefined; readonly allLines: boolean }) {
  if (line !== undefined && allLines)
    throw invalid('usage', 'it is on one line or on all', { hint: 'say --line LINE or --all-lines' });
  return line ?? (allLines ? null : undefined);
}
