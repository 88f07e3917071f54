import { knownBody } from '../../access/message-body.ts';
import { Unapplied } from '../../access/operation.ts';
import type { ChangePass } from '../../access/pass.ts';
import type { Meant } from '../../access/responders.ts';
import { complianceName, noTextLine } from '../../domain/compliance-reply.ts';
import { conflict } from '../../domain/errors.ts';
import { messageText } from '../../domain/message-text.ts';
import type { ComplianceKind } from '../../domain/opt-words.ts';
import { partsOf, type ResponderParts } from '../../store/kept-responder.ts';
import { beginResponder, editResponder } from '../../store/responder-rows.ts';
import { blanksIn } from './saving.ts';

/** What was said of a compliance answer; all but the reply is refused. */
type Words = Readonly<Record<string, unknown>> & { readonly reply?: string | undefined };

/** Words a compliance answer anew, on its line or on all lines that have no wording of their own. */
export async function worded(
  pass: ChangePass,
  { row, line, compliance }: Meant & { readonly compliance: { readonly kind: ComplianceKind } },
  words: Words,
) {
  const { kind } = compliance;
  const said = Object.entries(words).filter(([, word]) => word !== undefined && word !== false);
  if (words.reply === undefined || said.length > 1)
    throw conflict('compliance-responder', `the law asks for the answer to ${kind} words: only its wording changes`, {
      hint: 'say --reply TEXT alone',
    });
  const unfit = line?.kind && noTextLine(kind, { name: line.name, kind: line.kind });
  if (unfit) throw unfit;
  const reply = words.reply.trim() === '' ? null : messageText(words.reply);
  const notes = reply === null ? [] : blanksIn(await knownBody(pass, reply));
  const name = complianceName(kind, line?.name ?? null);
  const unchanged = reply === (row?.reply ?? null);
  const answer = { name, kind, line: line?.name ?? null, change: unchanged ? 'unchanged' : 'edited', notes };
  if (unchanged) return new Unapplied(answer, 'unchanged');
  const { db, workspace, entry } = pass;
  const given: ResponderParts = { ...(row ? partsOf(row) : { ...BARE, kind, name, line: line?.id ?? null }), reply };
  if (row === undefined) await beginResponder(db, workspace.id, entry, given);
  else await editResponder(db, workspace.id, entry, row.id, given);
  return answer;
}

const BARE = {
  mode: null,
  words: [],
  pattern: null,
  kept: [],
  schedule: { during: 'always' },
  cooldown: 0,
  priority: 0,
  quietWhenClaimed: false,
  isOn: true,
} satisfies Partial<ResponderParts>;
