import { readFileSync, writeFileSync } from 'node:fs';
import { acme, beta, type Desk, desk } from './desk.ts';

/** What makes a company of a fresh workspace, line by line. */
const ACME = [
  'lines add +15550100 --kind sms --name "Front desk"',
  'lines add +15550101 --kind whatsapp --name Sales',
  'lines add +15550102 --kind sms',
  'users invite al@acme.com sue@acme.com ivy@acme.com --role admin',
  'users invite bo@acme.com --role standard --lines +15550100 --products conversations',
  'users invite cy@acme.com --role standard --lines +15550102',
  ...['al', 'sue', 'bo', 'cy'].map((name) => `users accept --as ${name}@acme.com`),
  'users suspend sue@acme.com',
  'lines remove +15550102 --confirm +15550102',
];

const BETA = [
  'lines add +15550200 --kind sms',
  'users invite olga@beta.com sue@beta.com ivy@beta.com --role owner',
  'users invite mo@beta.com mia@beta.com --role manager',
  'users invite bo@beta.com cy@beta.com --role agent',
  'users invite bill@beta.com --role billing',
  ...['olga', 'sue', 'mo', 'mia', 'bo', 'cy', 'bill'].map((name) => `users accept --as ${name}@beta.com`),
  'users suspend sue@beta.com',
  'users restrict mia@beta.com space-settings data-export',
  'users restrict bo@beta.com contacts=team',
];

const made = new Map<string, Promise<Uint8Array>>();

/** Makes the company once, and lays a copy of its database on a desk of its own for each test. */
async function company(name: string, found: () => Promise<Desk>, lines: readonly string[]): Promise<Desk> {
  const making = made.get(name) ?? (made.set(name, make(found, lines)).get(name) as Promise<Uint8Array>);
  const place = desk({ SWITCHBOARD_AS: `ada@${name}.com` });
  writeFileSync(place.path('switchboard.db'), await making, { mode: 0o600 });
  return place;
}

async function make(found: () => Promise<Desk>, lines: readonly string[]): Promise<Uint8Array> {
  const place = await found();
  for (const line of lines) await place.ok(line);
  return readFileSync(place.path('switchboard.db'));
}

/**
 * Acme, Standard/Admin: ada and al are admins, bo works on +15550100, cy on a line that was removed, ivy was invited
 * as an admin and has not accepted, sue is a suspended admin.
 */
export const acmeAtWork = (): Promise<Desk> => company('acme', acme, ACME);

/**
 * Beta, Owner/Manager/Agent: ada and olga own, mo and mia (restricted) manage, bo (restricted) and cy answer, bill pays,
 * ivy was invited as an owner and has not accepted, sue is a suspended owner.
 */
export const betaAtWork = (): Promise<Desk> => company('beta', beta, BETA);
