// Wrong usage, said in our words: what was wrong, and what would be right. Never the value of an option: it may be a secret.
import type { Command, CommanderError } from 'commander';
import { type Failure, invalid } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import type { AnyFace } from './face.ts';

/** A command that is not there. */
export function unknownCommand(typed: string, command: Command): Failure {
  const known = command.commands.map((entry) => entry.name());
  const near = nearest(typed, known);
  return invalid('unknown-command', `there is no command "${path(command, typed)}"`, {
    hint: near === undefined ? `see: ${path(command)} --help` : `did you mean "${path(command, near)}"?`,
  });
}

/** A topic that is not there. */
export function unknownTopic(typed: string, known: readonly string[]): Failure {
  const near = nearest(typed, known);
  return invalid('unknown-topic', `there is no help on "${typed}"`, {
    hint: near === undefined ? 'see: switchboard --help' : `did you mean "switchboard help ${near}"?`,
  });
}

/** What commander refused, and an example of how it is done. */
export function usageFault(error: CommanderError, command: Command, face: AnyFace | undefined): Failure {
  const [example] = face?.examples[0] ?? [];
  const hint = example === undefined ? `see: ${path(command)} --help` : `for example: ${example}`;
  const quoted = /'([\s\S]*)'/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownCommand':
      return unknownCommand(quoted, command);
    case 'commander.unknownOption':
      return unknownOption(nameOf(quoted), command, hint);
    case 'commander.missingArgument':
      return invalid('missing-argument', `${path(command)} needs ${argumentTerm(command, quoted)}`, { hint });
    case 'commander.optionMissingArgument':
      return invalid('missing-value', `an option lacks its value: ${quoted}`, { hint });
    case 'commander.excessArguments': {
      const takes = command.registeredArguments.length;
      const words = takes === 0 ? 'no arguments' : takes === 1 ? 'one argument' : `${takes} arguments`;
      return invalid('excess-arguments', `${path(command)} takes ${words}, and ${command.args.length} were given`, {
        hint,
      });
    }
    default:
      return invalid('usage', error.message.replace(/^error: /, '').replace(/=[\s\S]*/, ''), { hint });
  }
}

function unknownOption(typed: string, command: Command, hint: string): Failure {
  const known: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) {
    known.push(...at.options.flatMap(({ long }) => long ?? []), '--help');
  }
  const near = nearest(typed, known);
  return invalid('unknown-option', `${path(command)} has no option ${typed}`, {
    hint: near === undefined ? hint : `did you mean ${near}?`,
  });
}

/** The name of an option without its value: `--token` of `--token=…`, `-t` of `-t…`. */
const nameOf = (typed: string): string =>
  typed.startsWith('--') ? (typed.split(/[=\s]/, 1)[0] as string) : typed.slice(0, 2);

const argumentTerm = (command: Command, name: string): string => {
  const argument = command.registeredArguments.find((entry) => entry.name() === name);
  return argument?.variadic ? `<${name}...>` : `<${name}>`;
};

const path = (command: Command, below = ''): string => {
  const own = command.parent ? path(command.parent, command.name()) : command.name();
  return below === '' ? own : `${own} ${below}`;
};
