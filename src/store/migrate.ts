import type { Connection, SchemaWords } from './connection.ts';
import { foundation } from './migrations/0001-foundation.ts';
import { sharedStore } from './migrations/0002-shared-store.ts';
import { contacts } from './migrations/0003-contacts.ts';
import { messaging } from './migrations/0004-messaging.ts';
import { answersByContact } from './migrations/0005-answers-by-contact.ts';
import { namesAlike } from './migrations/0006-names-alike.ts';

/** The statements of one step in the tables' history, in a dialect's words. */
export type Migration = (words: SchemaWords) => readonly string[];

/** The tables as history: numbered from 1, forward only. The last number is the schema version this program knows. */
export const MIGRATIONS: readonly Migration[] = [
  foundation,
  sharedStore,
  contacts,
  messaging,
  answersByContact,
  namesAlike,
];
export const SCHEMA_VERSION: number = MIGRATIONS.length;

/** Brings a store from a version to this program's, inside the open transaction. */
export async function migrate(connection: Connection, from: number, migrations = MIGRATIONS): Promise<void> {
  for (const migration of migrations.slice(from)) {
    for (const statement of migration(connection.dialect.words)) await connection.run(statement);
  }
}
