// A document on its way out: to standard output, or to files that take their places once they are whole.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Paged } from '../../domain/paged.ts';
import type { Held } from '../../operations/seed/rights.ts';
import { csv } from '../../render/csv.ts';
import { type DocumentPart, jsonDocument, yamlDocument } from '../../render/document.ts';
import { partOf } from '../part-file.ts';
import { unwritable } from '../private-file.ts';

/** A document that is to be written: its parts, and its contacts as the rows of a file where they go into one. */
export interface WrittenDocument {
  readonly parts: readonly (readonly [part: string, said: unknown])[];
  readonly table: Paged | null;
}

/** How a document is written: its form, whether with comments, and into which files (absolute paths). */
export interface Writing {
  readonly form: 'yaml' | 'json';
  readonly comments: boolean;
  readonly out: string | undefined;
  readonly contacts: string | undefined;
}

const COMMENTS: Readonly<Record<Held, string>> = {
  workspace: 'the workspace itself; its owner founds it where it is not there yet',
  settings: 'what it has set; null is nothing',
  roles: 'its own roles: every action that each allows',
  lines: 'its lines',
  products: 'the products that are activated',
  teams: 'its teams; who is in them stands with the users',
  users: 'its members, with the lines and products that they were granted',
  fields: 'the custom fields of its contacts',
  contacts: 'its contacts, and what they agreed to by line',
  lists: 'its lists; who is on one stands with the contacts, and one with where: finds them itself',
  templates: 'its texts to answer with',
  responders: 'what answers by itself; line: null is all lines',
  conversations: 'its conversations, and what was said in them',
  blasts: 'its blasts that have not gone out',
};

/** The text of a document, piece by piece. */
export async function* documentText({ parts }: WrittenDocument, { form, comments }: Writing): AsyncGenerator<string> {
  const said = parts as unknown as readonly DocumentPart[];
  const commentOf = (part: string) => (comments ? COMMENTS[part as Held] : undefined);
  const pieces = form === 'json' ? jsonDocument(said) : yamlDocument(said, commentOf);
  // What looks like a variable is meant as it stands.
  for await (const piece of pieces) yield piece.replaceAll('${', () => '$${');
}

/** Writes the files that were asked for: the contacts first, so that a document never names what is not there. */
export async function writeFiles(found: WrittenDocument, writing: Writing): Promise<void> {
  const { out, contacts } = writing;
  const done: Finished[] = [];
  try {
    if (contacts !== undefined && found.table !== null) {
      const columns = found.table.keys.map((key) => ({ key }));
      done.push(await beside(contacts, csv(found.table, columns, { isTerminal: false })));
    }
    if (out !== undefined) done.push(await beside(out, documentText(found, writing)));
    for (const { part, path } of done) attempt(path, () => renameSync(part, path));
  } finally {
    // What has its name by now is not there under the other any more.
    for (const { part } of done) dropped(part);
  }
}

/** A file that was written whole, and the name that it is to have. */
interface Finished {
  readonly part: string;
  readonly path: string;
}

const dropped = (part: string): void => rmSync(part, { force: true });

/** Writes a file beside its name, for its owner alone. */
async function beside(path: string, pieces: AsyncIterable<string>): Promise<Finished> {
  const part = partOf(path);
  try {
    const file = attempt(path, () => openSync(part, 'wx', 0o600));
    try {
      for await (const piece of pieces) attempt(path, () => writeWholly(file, piece));
      attempt(path, () => fsyncSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    dropped(part);
    throw error;
  }
  return { part, path };
}

function writeWholly(file: number, piece: string): void {
  const bytes = Buffer.from(piece);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function attempt<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw unwritable(path, cause);
  }
}
