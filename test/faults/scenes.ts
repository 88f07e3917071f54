import { acme, type Desk, desk } from '../support/desk.ts';
import { rosterOf } from '../support/program.ts';
import { contents } from './strike.ts';

/** A command into which faults are struck, and the desk at which it is run. */
export interface Scene {
  readonly name: string;
  readonly words: readonly string[];
  /** What it says on standard output once it is done. */
  readonly says: string;
  /** The files that it writes, as far as their names are known beforehand. */
  readonly files: readonly string[];
  /** What a second run may end with where the first one was done. */
  readonly again: number;
  /** A file that the command makes, and how many lines it has. */
  readonly makes?: readonly [name: string, lines: number];
  prepare(): Promise<Desk>;
}

const STORE = ['switchboard.db', 'switchboard.db-wal', 'switchboard.db-shm', 'switchboard.db-journal'];

/** A workspace is made where there is no database yet. */
export const creating: Scene = {
  name: 'first creation',
  words: ['workspaces', 'create', 'Acme', '--owner', 'ada@acme.com', '--products', 'conversations,blast'],
  says: 'workspace  acme',
  files: STORE,
  again: 6,
  prepare: async () => desk({ SWITCHBOARD_AS: 'ada@acme.com' }),
};

/** Two hundred people are invited, with their tokens. */
export const importing: Scene = {
  name: 'import of 200',
  words: ['users', 'invite', 'roster.csv', '--tokens', 'tokens.csv'],
  says: '200 invited',
  files: STORE,
  again: 6,
  makes: ['tokens.csv', 201],
  prepare: async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(200));
    return place;
  },
};

/** Two hundred members become other than they were: facts end, and others begin. */
export const updating: Scene = {
  name: 'update of 200',
  words: ['users', 'invite', 'changed.csv', '--on-existing', 'update'],
  says: '200 updated',
  files: STORE,
  again: 0,
  prepare: async () => {
    const place = await acme();
    await place.ok('users invite -', rosterOf(200));
    place.write('changed.csv', rosterOf(200).replaceAll('Person', 'Citizen').replaceAll(',standard', ',admin'));
    return place;
  },
};

/** What is there before a scene is played, and what after it. */
export async function ends(scene: Scene, place: Desk, back: () => void): Promise<{ before: string; after: string }> {
  const before = await contents(place);
  await place.ok(scene.words);
  const after = await contents(place);
  back();
  return { before, after };
}

/** A workspace is made of a document where there is no database yet: many commands, and all of them or none. */
export const seeding: Scene = {
  name: 'seed of 20',
  words: ['seed', 'apply', 'acme.json'],
  says: '26 made',
  files: STORE,
  again: 0,
  prepare: async () => {
    const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    const people = Array.from({ length: 20 }, (_, i) => i);
    const document = {
      workspace: { slug: 'acme', model: 'standard-admin', owner: 'ada@acme.com' },
      products: ['conversations', 'blast'],
      lines: [{ address: '+15550100' }],
      users: [{ email: 'bo@acme.com', role: 'standard', status: 'active', lines: ['+15550100'] }],
      contacts: people.map((i) => ({ phone: `+1617555${1000 + i}`, lists: ['VIP'] })),
      lists: [{ name: 'VIP' }],
    };
    place.write('acme.json', JSON.stringify(document));
    return place;
  },
};

/** All that an import did is taken back: members go, grants end, and their lines and products with them. */
export const undoing: Scene = {
  name: 'undo of 200',
  words: ['batch', 'undo', 'b2'],
  says: '200',
  files: STORE,
  again: 6,
  prepare: async () => {
    const place = await acme();
    await place.ok('users invite -', rosterOf(200));
    return place;
  },
};

/** Forty commands of one file, all of them or none. */
export const scripted: Scene = {
  name: 'script of 40',
  words: ['batch', 'run', 'script.txt', '--atomic'],
  says: '40',
  files: STORE,
  again: 6,
  prepare: async () => {
    const place = await acme();
    const numbers = Array.from({ length: 20 }, (_, i) => i);
    const commands = numbers.flatMap((i) => [`users invite p${i}@acme.com --role standard`, `teams add ${i}`]);
    place.write('script.txt', commands.join('\n'));
    return place;
  },
};
