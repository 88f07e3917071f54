import { readFileSync, writeFileSync } from 'node:fs';
import { keptAs, STORE, serverStore } from './databases.ts';
import { acme, beta, type Desk, desk } from './desk.ts';

/** What makes a company of a fresh workspace, line by line. */
export const ACME = [
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

/** Makes the company once, and lays a copy of its store on a desk of its own for each test. */
async function company(
  name: string,
  found: () => Promise<Desk>,
  lines: readonly string[],
  called = name,
): Promise<Desk> {
  const env = { SWITCHBOARD_AS: `ada@${name}.com` };
  if (STORE === 'postgres') {
    const like = (databases.get(called) ??
      databases.set(called, makeDatabase(called, found, lines)).get(called)) as Promise<string>;
    const template = await like;
    return desk(env, undefined, () => serverStore(template), called);
  }
  const making = (files.get(called) ?? files.set(called, makeFile(found, lines)).get(called)) as Promise<Uint8Array>;
  const place = desk(env, undefined, undefined, called);
  writeFileSync(place.path('switchboard.db'), await making, { mode: 0o600 });
  return place;
}

const files = new Map<string, Promise<Uint8Array>>();
const databases = new Map<string, Promise<string>>();

async function makeFile(found: () => Promise<Desk>, lines: readonly string[]): Promise<Uint8Array> {
  const place = await found();
  for (const line of lines) await place.ok(line);
  return readFileSync(place.path('switchboard.db'));
}

async function makeDatabase(name: string, found: () => Promise<Desk>, lines: readonly string[]): Promise<string> {
  const place = await found();
  for (const line of lines) await place.ok(line);
  return keptAs(place.store, `${name}_${process.pid}`);
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

/** Beta after more was done there, which is called something. */
export const betaAfter = (called: string, more: readonly string[]): Promise<Desk> =>
  company('beta', beta, [...BETA, ...more], called);
