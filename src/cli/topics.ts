// What `switchboard help TOPIC` prints: what concerns every command, and so stands under none of them.
import { wrap } from '../render/width.ts';
import { type Item, itemLines } from './help.ts';

/** An exit code with its meaning: told by whoever ends the process, since nobody else knows the numbers. */
export interface Exit {
  readonly code: number;
  readonly means: string;
}

/** A topic: paragraphs, and lists of words with their meanings. */
interface Topic {
  readonly about: string;
  readonly parts: (exits: readonly Exit[]) => readonly (string | readonly Item[])[];
}

/** The topics by name. */
export const TOPICS: Readonly<Record<string, Topic>> = {
  'exit-codes': {
    about: 'what the number means that a command ends with',
    parts: (exits) => [
      'Every command ends with one of these numbers.',
      exits.map(({ code, means }): Item => [String(code).padStart(3), means]),
      'With --format json or jsonl a failure is one document on standard error: {"error":{"code","message","hint","details"}}. Its code is a word that never changes, such as "rank.not-managed".',
    ],
  },
  formats: {
    about: 'what --format prints, and where it goes',
    parts: () => [
      'What a command answers goes to standard output; notes, questions and errors go to standard error.',
      [
        [
          'table',
          'for people, and the default: on a terminal fitted to its width, with relative times; in a pipe nothing is cut and times are RFC 3339',
        ],
        ['json', "one document: the operation's whole answer"],
        ['jsonl', 'one JSON document a line as the rows come; an answer that is no list is one line'],
        [
          'csv',
          'RFC 4180 with a header; cells that a spreadsheet would run begin with an apostrophe, unless --raw-csv',
        ],
        ['markdown', 'a table or list for a page'],
        ['tree', 'for answers that branch: --explain, access explain'],
      ],
      '--fields a,b,c chooses the fields and their order, in every format. -q prints only the names of what was made or listed, one a line.',
      'Text from the database never reaches a terminal as it is: control characters, escape sequences and characters that turn a line around are shown as \\u{…}.',
    ],
  },
  filters: {
    about: 'how contacts are narrowed: what stands behind --where',
    parts: () => [
      'A filter compares something that contacts have with a value: city = Boston. Terms may be joined by "or"; several --where all hold.',
      [
        ['=, !=', 'the same, or not: != holds also where there is nothing'],
        ['in, not in', 'one of several, parted by commas: plan in gold,silver'],
        ['<, <=, >, >=', 'of numbers, dates and times: age >= 21, renewed on < 2026-11-21, added > 2026-01-01'],
        ['starts-with', 'of texts, names, numbers and addresses: phone starts-with +1617'],
        ['is empty, is not empty', 'whether there is a value: email is empty, list is not empty'],
      ],
      'What contacts have:',
      [
        ['custom fields', 'by name, in any letter case, with _, - or a blank: see switchboard fields list'],
        ['phone, email, name', 'name is the first and the last one, and letter case does not count'],
        ['first_name, last_name', 'as written'],
        ['tag, list', 'list holds for segments too: contacts that pass their filter'],
        ['assignee, team', 'a member by e-mail address, a team by name'],
        ['time_zone', 'as America/New_York'],
        ['added, changed', 'when: a day is all of it, in UTC'],
        ['consent on LINE', 'opted-in, opted-out or unknown on that line: consent on +15550100 = opted-in'],
      ],
      'A value ends where the next term begins. Put it in quotes where it looks like one, or holds a comma that parts nothing: city in "Salem, MA",Boston.',
    ],
  },
  schema: {
    about: 'the shape of what operations take, for JSON lines',
    parts: () => ['switchboard help schema lists the operations that a JSON line of batch run may name.'],
  },
  environment: {
    about: 'the variables and files that commands read',
    parts: () => [
      'A setting comes from the first place that gives it: its option, its variable, .switchboard.json in this folder or the nearest above, your own settings file. See them with: switchboard context show',
      [
        [
          'SWITCHBOARD_DB',
          'the database file (--db); else ./switchboard.db where it is there, else $XDG_DATA_HOME/switchboard/switchboard.db',
        ],
        ['SWITCHBOARD_WORKSPACE', 'the workspace (--workspace)'],
        ['SWITCHBOARD_AS', 'who acts, by e-mail address (--as)'],
        ['SWITCHBOARD_FORMAT', 'how answers are printed (--format); see: switchboard help formats'],
        ['SWITCHBOARD_NOW', 'what is taken for the present time (--now): 2026-11-21 or 2026-11-21T19:30:00Z'],
        ['SWITCHBOARD_WAIT', 'how many seconds to wait for another writer (--wait)'],
        ['SWITCHBOARD_GATEWAY_TOKEN', 'what a gateway is shown as a bearer: blasts run --transport http'],
        ['SWITCHBOARD_GATEWAY_USER', 'or whom it is told, with SWITCHBOARD_GATEWAY_PASSWORD'],
        ['NO_COLOR', 'no colour, whatever its value'],
        ['FORCE_COLOR, CLICOLOR_FORCE', 'colour also in a pipe, unless 0; they win over NO_COLOR'],
        ['CLICOLOR=0, TERM=dumb', 'no colour'],
        ['COLUMNS', 'the width of the terminal'],
        ['XDG_CONFIG_HOME', 'your settings are in its switchboard/config.json (else ~/.config)'],
        ['XDG_DATA_HOME', 'the default database is in its switchboard folder (else ~/.local/share)'],
        ['XDG_STATE_HOME', 'the last known head of every ledger is in its switchboard/heads (else ~/.local/state)'],
        [
          'SWITCHBOARD_STATE',
          'the folder of those heads instead, by its whole path; seed run gives a command one of its own',
        ],
        ['XDG_CACHE_HOME', 'compiled code is in its switchboard folder (else ~/.cache)'],
      ],
      'An empty variable counts as none. An XDG variable must be an absolute path.',
    ],
  },
};

/** A topic as text of at most so many columns; undefined where there is no such topic. */
export function topicText(name: string, exits: readonly Exit[], columns: number): string | undefined {
  if (!Object.hasOwn(TOPICS, name)) return undefined;
  const parts = TOPICS[name]?.parts(exits) ?? [];
  const texts = parts.map((part) =>
    (typeof part === 'string' ? wrap(part, columns) : itemLines(part, columns)).join('\n'),
  );
  return `${texts.join('\n\n')}\n`;
}
