import { MODELS, type Model } from '../../../access/roles.ts';
import { chanceOf } from '../../../domain/chance.ts';
import { invalid } from '../../../domain/errors.ts';
import { slug } from '../../../domain/slug.ts';
import { problemOf } from '../../../domain/text.ts';
import { listed, nearest } from '../../../domain/words.ts';
import type { Given } from '../../face.ts';
import { COMPANIES } from './words.ts';

/** How much of everything a made-up workspace has, the time that it counts from, and the seed that it is drawn from. */
export interface Asked {
  readonly seed: string;
  /** UTC milliseconds. */
  readonly now: number;
  readonly model: Model;
  readonly users: number;
  readonly contacts: number;
  readonly lines: number;
  readonly teams: number;
  readonly conversations: number;
  readonly blasts: number;
}

const MOST = { users: 100_000, contacts: 1_000_000, lines: 1000, teams: 1000, conversations: 1_000_000, blasts: 1000 };
export const COUNTED = Object.keys(MOST) as readonly (keyof typeof MOST)[];

/** What was asked for; what was not said is in proportion. The time must be said: the same words make the same bytes. */
export function askedOf(given: Given, now: number | null): Asked {
  if (now === null) {
    throw invalid('usage', 'from which time does the document count?', {
      hint: 'say --now 2026-01-01T00:00:00Z: the same arguments make the same bytes',
    });
  }
  const seed = given.text('seed') ?? '1';
  if (seed === '' || problemOf(seed, { max: 100 }) !== undefined) {
    throw invalid('usage', '--seed takes 1 to 100 characters');
  }
  const count = (name: keyof typeof MOST, usual: number): number => {
    const asked = given.number(name, name === 'users' || name === 'lines' ? 1 : 0) ?? usual;
    if (asked <= MOST[name]) return asked;
    throw invalid('too-many', `--${name} takes at most ${MOST[name]}, not ${asked}`);
  };
  const [users, contacts, lines] = [count('users', 20), count('contacts', 200), count('lines', 3)];
  return {
    seed,
    now: Math.floor(now / 1000) * 1000,
    model: modelNamed(given.text('model')),
    users,
    contacts,
    lines,
    teams: count('teams', Math.min(50, Math.ceil(users / 10))),
    conversations: count('conversations', Math.min(2000, Math.ceil(contacts / 20))),
    blasts: count('blasts', Math.min(20, lines + 1)),
  };
}

function modelNamed(typed: string | undefined): Model {
  if (typed === undefined) return 'standard-admin';
  const model = MODELS.find((one) => one === typed.toLowerCase());
  if (model !== undefined) return model;
  const near = nearest(typed, MODELS);
  throw invalid('unknown-model', `there is no role model "${typed}"`, {
    hint: near ? `did you mean "${near}"?` : `they are ${listed(MODELS)}`,
  });
}

/** What the made-up company is called, and its domain, which is reserved for examples (RFC 2606). */
export function companyOf(seed: string): { readonly name: string; readonly slug: string; readonly domain: string } {
  const chance = chanceOf(`${seed} company`);
  const name = COMPANIES.map((words) => chance.one<string>(words)).join(' ');
  const short = slug(name.toLowerCase().replace(' ', '-'));
  return { name, slug: short, domain: `${short}.example` };
}
