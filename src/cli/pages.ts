import type { AnyFace, Noun } from './face.ts';
import type { Item, Page } from './help.ts';
import { TOPICS } from './topics.ts';

const HELP: Item = ['-h, --help', 'show this page'];

const VERSION: Item = ['-V, --version', 'print the version'];

interface Named {
  readonly name: string;
  readonly about: string;
}

const topics = Object.entries(TOPICS).map(([name, { about }]): Item => [name, about]);

const item = ({ name, about }: Named): Item => [name, about];

/** The page of one command; `noun` is null where it stands alone. */
export const facePage = (face: AnyFace, noun: string | null): Page => ({
  examples: face.examples,
  about: face.about,
  usage: `switchboard ${noun === null ? '' : `${noun} `}${face.usage} [options]${face.behind === undefined ? '' : ` -- ${face.behind}`}`,
  lists: [['Options', [...(face.flags ?? []).map(({ flags, about }): Item => [flags, about]), HELP]]],
  notes: [...(face.notes ? [face.notes] : []), 'Options of every command: switchboard --help'],
});

/** The page of a noun: its verbs. */
export const nounPage = (noun: Noun): Page => ({
  examples: [],
  about: noun.about,
  usage: `switchboard ${noun.name} <verb> [arguments] [options]`,
  lists: [['Verbs', noun.faces.map(({ usage, about }): Item => [usage, about])]],
  notes: [`More on a verb: switchboard ${noun.name} VERB --help`],
});

/** The page of the whole program. */
export const programPage = (
  nouns: readonly Named[],
  commands: readonly Named[],
  options: readonly { readonly flags: string; readonly description: string }[],
): Page => ({
  examples: [
    [
      'switchboard workspaces create "Acme" --owner ada@acme.com --db switchboard.db',
      'make a workspace in ./switchboard.db',
    ],
    ['switchboard context set as ada@acme.com', 'from now on, in this folder, ada acts'],
    ['switchboard users invite roster.csv', 'invite everyone in a file, or nobody'],
    ['switchboard access explain bo@acme.com blasts.create --line +15550100', "why can't he?"],
  ],
  about: 'switchboard administers business-messaging workspaces: who may do what on which line, product and record',
  usage: 'switchboard <noun> <verb> [arguments] [options]',
  lists: [
    ['Nouns (one alone lists its verbs)', nouns.map(item)],
    ['Without a verb', commands.map(item)],
    [
      'Options of every command',
      [...options.map(({ flags, description }): Item => [flags, description]), VERSION, HELP],
    ],
    ['Topics (switchboard help TOPIC)', topics],
  ],
});

/** The page of help itself. */
export const HELP_PAGE: Page = {
  examples: [
    ['switchboard help users invite', 'the same as: switchboard users invite --help'],
    ['switchboard help exit-codes', 'what the number means that a command ends with'],
  ],
  about: 'show the help of a command, or a topic',
  usage: 'switchboard help [noun [verb] | topic]',
  lists: [['Topics', topics]],
};
