import { inFile, type SeedConsent, type SeedDocument } from '../../domain/seed.ts';
import { SEED_CONSENTS } from '../../domain/seed-work.ts';
import type { At } from './findings.ts';

/** What somebody agreed to on a line, and where a document says so. */
export interface ConsentSaid {
  readonly line: string;
  readonly contact: string;
  readonly state: SeedConsent;
  readonly at: At;
}

/** What contacts agreed to: said with each of them, or beside the file in which they stand. */
export function consentsSaid({ contacts = [] }: Partial<SeedDocument>): readonly ConsentSaid[] {
  if (!inFile(contacts)) {
    return contacts.flatMap(({ consents = {}, phone, email }, i) =>
      Object.entries(consents).map(([line, state]): ConsentSaid => {
        return { line, contact: (phone ?? email) as string, state, at: ['contacts', i] };
      }),
    );
  }
  return Object.entries(contacts.consents ?? {}).flatMap(([line, said]) =>
    SEED_CONSENTS.flatMap((state) =>
      (said[state] ?? []).map((contact, i): ConsentSaid => {
        return { line, contact, state, at: ['contacts', 'consents', line, state, i] };
      }),
    ),
  );
}

/** The lines of which it is said beside a file of contacts what they agreed to. */
export const linesBeside = ({ contacts = [] }: Partial<SeedDocument>): readonly string[] =>
  inFile(contacts) ? Object.keys(contacts.consents ?? {}) : [];
