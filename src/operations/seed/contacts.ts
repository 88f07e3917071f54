import type { QueryPass } from '../../access/pass.ts';
import { reachOf } from '../../access/reach.ts';
import { addressOn } from '../../domain/consent-address.ts';
import { EXPORTED } from '../../domain/contact-columns.ts';
import { emailKey } from '../../domain/email.ts';
import { Paged } from '../../domain/paged.ts';
import type { SeedConsent, SeedConsenting, SeedContact, SeedContactsFile } from '../../domain/seed.ts';
import { consentsAt, countConsents } from '../../store/contact-consents.ts';
import { contactCells, exportPages } from '../../store/contact-export.ts';
import { fieldsOf } from '../../store/fields.ts';
import { byKey, inOrder, unlessEmpty } from './natural.ts';
import { linesSaid } from './people.ts';

/** A contact as it stands in a document: its custom fields beside the rest. */
export type WrittenContact = Omit<SeedContact, 'values'> & Readonly<Record<string, unknown>>;

/** The contacts within reach, page by page, with their consents; how many consents were said is counted. */
export async function contactsSaid(pass: QueryPass) {
  const { connection, workspace, actor } = pass;
  const reached = reachOf(actor, 'contacts.export');
  const exported = { workspaceId: workspace.id, reached, filter: { text: '1 = 1', values: [] } };
  const fields = byKey(await fieldsOf(connection, workspace.id), ({ name }) => name);
  const columns = [...EXPORTED, ...fields.map(({ name }) => name)];
  const consents = await countConsents(connection, workspace.id);
  const lines = new Set((await linesSaid(pass)).map(({ address }) => address));
  const counted = { consents, said: 0 };
  const pages = () => contactCells(exportPages(connection, exported), fields);

  async function* withConsents(): AsyncGenerator<WrittenContact> {
    for await (const page of pages()) {
      const contacts = page.map((cells) => contactOf(columns, cells));
      const addresses = contacts.flatMap(({ phone, email }) => [phone, email && emailKey(email)]);
      const known = addresses.filter((address) => address !== undefined);
      const found = consents === 0 ? [] : await consentsAt(connection, workspace.id, known);
      const consentOf = new Map(found.map(({ line, address, state }) => [`${line} ${address}`, state as SeedConsent]));
      const told = byKey([...new Map(found.map((one) => [one.line, one])).values()], ({ line }) => line);
      for (const contact of contacts) {
        const address = { phone: contact.phone ?? null, email_key: emailKey(contact.email ?? '') ?? null };
        const states = told.flatMap(({ line, kind }): [string, SeedConsent][] => {
          const state = consentOf.get(`${line} ${addressOn(kind, address)}`);
          return state !== undefined && lines.has(line) ? [[line, state]] : [];
        });
        counted.said += states.length;
        yield states.length === 0 ? contact : { ...contact, consents: Object.fromEntries(states) };
      }
    }
  }
  /** The same by line, to stand beside a file that has no column for it. */
  async function beside(): Promise<SeedContactsFile['consents']> {
    if (consents === 0) return undefined;
    const found: { line: string; state: SeedConsent; contact: string }[] = [];
    for await (const { phone, email, consents: states = {} } of withConsents()) {
      for (const [line, state] of Object.entries(states)) found.push({ line, state, contact: phone ?? email ?? '' });
    }
    const lines = byKey([...Map.groupBy(found, ({ line }) => line)], ([line]) => line);
    const told = lines.map(([line, on]): [string, SeedConsenting] => {
      const states = byKey([...Map.groupBy(on, ({ state }) => state)], ([state]) => state);
      return [line, Object.fromEntries(states.map(([state, who]) => [state, who.map(({ contact }) => contact)]))];
    });
    return told.length === 0 ? undefined : Object.fromEntries(told);
  }
  return { contacts: withConsents(), beside, table: new Paged(columns, pages), counted };
}

/** What is known of a contact, under the names of the columns. */
function contactOf(columns: readonly string[], cells: readonly unknown[]): WrittenContact {
  const said = columns.flatMap((column, i): [string, unknown][] => {
    const cell = cells[i];
    const value = Array.isArray(cell) ? unlessEmpty(inOrder(cell as string[])) : cell;
    return value === null || value === undefined ? [] : [[column, value]];
  });
  return Object.fromEntries(said) as WrittenContact;
}
