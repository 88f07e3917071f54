// The tree of commands: which there are, and how what was typed finds its way to one of them. Long, because it is one tree.
import { Command, CommanderError, Option } from 'commander';
import type { AnyFace, Options } from './face.ts';
import { type Page, pageText } from './help.ts';
import { COMMANDS, NOUNS } from './nouns.ts';
import { facePage, HELP_PAGE, nounPage, programPage } from './pages.ts';
import { type Exit, TOPICS, topicText } from './topics.ts';
import { unknownCommand, unknownTopic, usageFault } from './usage.ts';

/** A command as it was typed: its face, its arguments, and the options of all commands with its own. */
export interface Chosen {
  /** The noun and the verb: `users set-role`. */
  readonly name: string;
  readonly face: AnyFace;
  readonly args: readonly string[];
  /** The words behind ` -- `, of a command that takes some. */
  readonly behind: readonly string[];
  readonly options: Options;
}

/** What a walk through the tree of commands ends in: a face to perform, or text to print. */
export type Walk = Chosen | { readonly text: string };

/** The options that every command takes. */
export const GLOBAL: readonly Option[] = [
  new Option('--db <store>', 'the database: a file, or postgres://…'),
  new Option('--workspace <slug>', 'the workspace; may be left out where there is only one'),
  new Option('--as <email>', 'the acting user'),
  new Option(
    '--token-file <file>',
    'read the token for a server from there (- for standard input); or from SWITCHBOARD_TOKEN',
  ),
  new Option('--format <format>', 'table, json, jsonl, csv, markdown or tree'),
  new Option('--fields <fields>', 'the fields to show, in order: a,b,c'),
  new Option('--raw-csv', 'leave formula-like cells as they are in csv'),
  new Option('--dry-run', 'go all the way, then roll back'),
  new Option('--can-i', 'only say whether the acting user may; exit 0 or 1'),
  new Option('--explain', 'only explain, gate by gate, why the acting user may or may not'),
  new Option('--yes', 'answer yes to questions that a yes answers'),
  new Option('--no-input', 'never ask a question'),
  new Option('-q, --quiet', 'print only the names of what was made or listed'),
  new Option('--now <time>', 'take this for the present time'),
  new Option('--operation-id <id>', 'what was done under this id is not done twice'),
  new Option('--wait <seconds>', 'how long to wait for another writer (30)'),
  new Option('--debug', 'show the stack of a bug'),
];

/** Walks the tree of nouns and verbs as typed. Nothing is run; wrong usage throws. `exits` are told by `help exit-codes`. */
export const walk = (
  argv: readonly string[],
  version: string,
  columns: number,
  exits: readonly Exit[] = [],
): Promise<Walk> => walker(version, columns, exits)(argv);

/** A tree of nouns and verbs that is walked again and again: each command is dressed once. */
export function walker(
  version: string,
  columns: number,
  exits: readonly Exit[] = [],
): (argv: readonly string[]) => Promise<Walk> {
  const wide = Math.min(columns, WIDEST);
  const faces = new Map<Command, AnyFace>();
  const entered = new Set<Command>();
  let typed: readonly string[] = [];
  let printed = '';
  let chosen: Walk | undefined;
  let helpOn: readonly string[] | undefined;
  let failing: Command | undefined;

  // Each command tells who it was when it fails or prints its help.
  const quiet = (command: Command, page: () => Page): Command =>
    command
      .exitOverride((error) => {
        failing = command;
        throw error;
      })
      .configureHelp({ formatHelp: () => pageText(page(), wide) })
      .configureOutput({ writeOut: (text) => (printed += text), writeErr: () => {} })
      .helpOption('-h, --help', 'show this page')
      .helpCommand(false);
  // The help of a command that is not there is no help.
  const named =
    (command: Command, page: () => Page): (() => Page) =>
    () => {
      const word = command.args.find((one) => !one.startsWith('-'));
      if (word !== undefined) throw unknownCommand(word, command);
      return page();
    };
  const dress = (command: Command, face: AnyFace): void => {
    if (faces.has(command)) return;
    faces.set(command, face);
    const noun = command.parent?.parent ? command.parent.name() : null;
    quiet(command, () => facePage(face, noun)).description(face.about);
    for (const { flags, about } of face.flags ?? []) command.addOption(flagOption(flags, about));
    // What stands behind ` -- ` is told apart from its arguments below.
    if (face.behind !== undefined) command.allowExcessArguments();
    const name = noun === null ? command.name() : `${noun} ${command.name()}`;
    command.action(() => {
      const behind = face.behind === undefined ? [] : wordsBehind(typed);
      const args = command.args.slice(0, command.args.length - behind.length);
      chosen = { name, face, args, behind, options: command.optsWithGlobals() };
    });
  };

  const program = new Command('switchboard');
  quiet(
    program,
    named(program, () => programPage(NOUNS, COMMANDS, GLOBAL)),
  ).version(version, '-V, --version', 'print the version');
  for (const option of GLOBAL) program.addOption(option);
  for (const { name, about } of NOUNS) program.command(name).description(about);
  for (const { name } of COMMANDS) program.command(name);
  const help = program.command('help [words...]');
  quiet(help, () => HELP_PAGE).action(() => {
    helpOn = help.args;
  });
  program.hook('preSubcommand', async (_, below) => {
    if (entered.has(below)) return;
    entered.add(below);
    const alone = COMMANDS.find(({ name }) => name === below.name());
    if (alone !== undefined) return dress(below, await alone.load());
    const noun = await NOUNS.find(({ name }) => name === below.name())?.load();
    if (noun === undefined) return;
    quiet(
      below,
      named(below, () => nounPage(noun)),
    );
    const verbs = new Map(noun.faces.map((face) => [below.command(face.usage), face]));
    // Only the verb that was typed is dressed: options take commander a while.
    below.hook('preSubcommand', (_, verb) => dress(verb, verbs.get(verb) as AnyFace));
  });

  const walkOn = async (argv: readonly string[]): Promise<Walk> => {
    typed = argv;
    printed = '';
    chosen = undefined;
    helpOn = undefined;
    failing = undefined;
    try {
      await program.parseAsync([...argv], { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      const command = (failing as Command | undefined) ?? program;
      if (error.code === 'commander.help') return { text: command.helpInformation() };
      if (error.exitCode === 0) return { text: printed };
      throw usageFault(error, command, faces.get(command));
    }
    const on = helpOn as readonly string[] | undefined;
    if (on === undefined) return chosen ?? { text: program.helpInformation() };
    const [first, ...more] = on;
    if (first === 'schema') return { text: await (await import('./batch/schemas.ts')).schemaText(more, wide) };
    const topic = first === undefined ? undefined : topicText(first, exits, wide);
    if (topic !== undefined) return { text: topic };
    const known = program.commands.map((command) => command.name());
    if (first !== undefined && !known.includes(first)) throw unknownTopic(first, [...known, ...Object.keys(TOPICS)]);
    return walkOn([...on, '--help']);
  };
  return walkOn;
}

/** What stands behind the first ` -- `: commander takes all of it for arguments. */
const wordsBehind = (argv: readonly string[]): readonly string[] =>
  argv.includes('--') ? argv.slice(argv.indexOf('--') + 1) : [];

/** Wider lines are not read. */
const WIDEST = 110;

/** An option that takes several values takes one each time, so that it never swallows the arguments behind it. */
function flagOption(flags: string, about: string): Option {
  const option = new Option(flags, about);
  if (!option.variadic) return option;
  option.variadic = false;
  return option.argParser((value, before: string[] | undefined) => [...(before ?? []), value]);
}
