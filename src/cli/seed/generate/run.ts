import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { invalid, unavailable } from '../../../domain/errors.ts';
import { isArriving } from '../../../render/rows.ts';
import type { Given } from '../../face.ts';
import { documentText, type Writing, type WrittenDocument, writeFiles } from '../written.ts';
import { type Asked, askedOf, COUNTED } from './asked.ts';
import { coverMade } from './cover.ts';
import { CONTACTS_FILE, documentMade } from './document.ts';

/** What was made up: the document itself, or which files were written and how much is in them. */
export type Generated =
  | { readonly workspace: object; readonly [part: string]: unknown }
  | ({ readonly files: readonly string[] } & Readonly<Record<string, unknown>>);

/** A document that was made up, and how much is in it, once it was written. */
export interface MadeDocument extends WrittenDocument {
  readonly counts: () => Readonly<Record<string, number>>;
  /** What there is to say beside it, once it was written. */
  readonly notes: () => readonly string[];
}

/** So many contacts stand in the document where it goes to standard output. */
const MOST_INSIDE = 1000;

/** Makes up a document, and writes it into a folder or answers it. */
export async function generated(
  given: Given,
  now: number | null,
  folder: string | undefined,
  rehearsal: boolean,
  note: (text: string) => Promise<void>,
): Promise<Generated> {
  const asked = askedOf(given, now);
  const document = coversAccess(given) ? coverMade(asked) : worldMade(asked, folder);
  const answer =
    folder === undefined
      ? ((await whole(document)) as Generated)
      : { files: await written(document, folder, rehearsal), ...document.counts() };
  for (const text of document.notes()) await note(text);
  return answer;
}

/** Whether the smallest cast is asked for; then nothing else is. */
function coversAccess(given: Given): boolean {
  const cover = given.text('cover');
  if (cover === undefined) return false;
  if (cover !== 'access') {
    throw invalid('usage', `--cover covers access, not "${cover}"`, { hint: 'say --cover access' });
  }
  const too = COUNTED.find((name) => given.text(name) !== undefined);
  if (too === undefined) return true;
  throw invalid('usage', `--cover access makes the smallest cast there is: --${too} has nothing to say of it`);
}

function worldMade(asked: Asked, folder: string | undefined): MadeDocument {
  if (folder !== undefined || asked.contacts <= MOST_INSIDE) {
    return documentMade(asked, folder === undefined || asked.contacts === 0 ? 'inside' : 'beside');
  }
  throw invalid('usage', `${asked.contacts} contacts do not go to standard output`, {
    hint: `say --out FOLDER: they go into a file of their own; up to ${MOST_INSIDE} go into the document`,
  });
}

/** A short document as one object. */
async function whole({ parts }: MadeDocument): Promise<object> {
  const said: [string, unknown][] = [];
  for (const [part, value] of parts) {
    said.push([part, isArriving(value) ? await gathered(value) : value]);
  }
  return Object.fromEntries(said);
}

async function gathered(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Writes a document into a folder; a rehearsal writes it nowhere. */
async function written(document: MadeDocument, folder: string, rehearsal: boolean): Promise<readonly string[]> {
  const [out, contacts] = [join(folder, 'workspace.yaml'), join(folder, CONTACTS_FILE)];
  const writing: Writing = { form: 'yaml', comments: false, out, contacts };
  made(folder, rehearsal);
  if (rehearsal) {
    for await (const page of document.table?.pages() ?? []) void page;
    for await (const piece of documentText(document, writing)) void piece;
  } else {
    await writeFiles(document, writing);
  }
  return document.table === null ? [out] : [out, contacts];
}

/** Makes the folder where it is not there; in a rehearsal, what stands in its place is looked at. */
function made(folder: string, rehearsal: boolean): void {
  try {
    if (!rehearsal) mkdirSync(folder, { recursive: true });
    else if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) throw errno('EEXIST');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is a file, and no folder' : `cannot be made (${code})`;
    throw unavailable('cannot-write', `${folder} ${why}`, { hint: 'name a folder: --out FOLDER', cause });
  }
}

const errno = (code: string): Error => Object.assign(new Error(code), { code });
