import type { AnyFace, Face, Options } from '../face.ts';
import type { Chosen } from '../program.ts';
import type { Together } from './line.ts';

/** Nouns and commands that are no part of many commands, and why. */
const APART: readonly (readonly [names: readonly string[], why: string])[] = [
  [['db'], 'it looks after the whole database, which these commands share'],
  [['seed'], 'it is many commands already, or looks after a whole database'],
  [['context', 'auth'], 'it changes what is kept beside the database, on this machine'],
  [['batch run', 'each'], 'it is many commands already'],
  [['token create'], 'it shows a secret once, and nobody would see it'],
];

/** Options that are of the whole, or of a process. */
const OF_THE_WHOLE: Readonly<Record<string, string>> = {
  db: '--db is of all lines: give it to the whole',
  tokenFile: '--token-file is of all lines: give it to the whole',
  wait: '--wait is of all lines: give it to the whole',
};

/** Why a command cannot be one of many, in a sentence; nothing where it can. */
export function unfit({ name, face, args, options }: Omit<Chosen, 'behind'>): string | undefined {
  const noun = name.split(' ', 1)[0] as string;
  const why = APART.find(([names]) => names.includes(noun) || names.includes(name))?.[1];
  if (why !== undefined) return `${name} is no command of many: ${why}`;
  const set = Object.keys(OF_THE_WHOLE).find((option) => options[option] !== undefined);
  if (set !== undefined) return OF_THE_WHOLE[set];
  if (readsInput(face, args, options)) return `${name}: - is standard input, and a line has none: name a file`;
  return undefined;
}

/** Whether a dash was typed where a file is named; anywhere else it is a word. */
function readsInput({ usage, flags = [] }: AnyFace, args: readonly string[], options: Options): boolean {
  const files = flags.flatMap((flag) => /^--([\w-]+) <file>/.exec(flag.flags)?.[1] ?? []);
  const keys = files.map((name) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  return (usage.includes('file') && args.includes('-')) || keys.some((key) => options[key] === '-');
}

/** The same of what it does: a command that is several transactions cannot be a part of one. */
export function unfitTogether(name: string, face: AnyFace, kind: string, together: Together): string | undefined {
  if ('acts' in face || kind === 'upkeep') return `${name} is no command of many: ${APART[0]?.[1]}`;
  const { goesOn, lends } = face as Face<never, never>;
  if (lends !== undefined) return `${name} is no command of many: it starts another program`;
  if (goesOn === undefined || together === 'each') return undefined;
  const flag = together === 'atomic' ? '--atomic' : '--dry-run';
  return `${name} is several transactions, and what it hands over cannot be taken back: it does not go with ${flag}`;
}
