import { spawn as openTerminal } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import type { Desk } from './desk.ts';
import { environmentOf, PROGRAM } from './program.ts';

/** What a terminal showed at the end of a command. */
export interface Screen {
  readonly code: number;
  /** Lines as they stand on the screen and above it, without blanks at their ends. */
  readonly lines: readonly string[];
  /** Lines that did not fit, and went on in the next. */
  readonly wrapped: readonly string[];
  /** Whether any character has a colour of its own. */
  readonly coloured: boolean;
  /** Everything that was sent to the terminal. */
  readonly raw: string;
  /** What the terminal obeyed beside drawing: titles, bells. */
  readonly obeyed: readonly string[];
  /** In which columns a line has one of these characters. */
  columnsOf(line: number, characters: readonly string[]): readonly number[];
}

/** How a terminal is: `presses` are keys, each pressed once something is said after the key before. */
export interface At {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly presses?: readonly (readonly [said: string, keys: string])[];
}

/** Runs a command at a terminal of its own, and answers what stands there when it has ended. */
export async function atTerminal(place: Desk, words: readonly string[], at: At = {}): Promise<Screen> {
  const { columns: cols = 80, rows = 24, env, presses = [] } = at;
  const terminal = new Terminal({ cols, rows, scrollback: 5000, allowProposedApi: true });
  const obeyed: string[] = [];
  terminal.onTitleChange((title) => obeyed.push(`title ${title}`));
  terminal.onBell(() => obeyed.push('bell'));
  const pty = openTerminal(process.execPath, [PROGRAM, ...words], {
    cols,
    rows,
    cwd: place.folder,
    env: { ...environmentOf(place), TERM: 'xterm-256color', ...env },
  });
  let raw = '';
  let said = '';
  let pressed = 0;
  const drawn: Promise<void>[] = [];
  pty.onData((text) => {
    drawn.push(new Promise((resolve) => terminal.write(text, resolve)));
    raw += text;
    said += text;
    const [awaited, keys] = presses[pressed] ?? [];
    if (awaited === undefined || keys === undefined || !said.includes(awaited)) return;
    pressed++;
    said = '';
    pty.write(keys);
  });
  const code = await new Promise<number>((resolve) => {
    pty.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode));
  });
  await Promise.all(drawn);
  return { code, raw, obeyed, ...read(terminal) };
}

function read(terminal: Terminal): Omit<Screen, 'code' | 'raw' | 'obeyed'> {
  const buffer = terminal.buffer.active;
  const rows = Array.from({ length: buffer.length }, (_, y) => buffer.getLine(y));
  const texts = rows.map((row) => row?.translateToString(true) ?? '');
  const cells = (y: number) => Array.from({ length: terminal.cols }, (_, x) => rows[y]?.getCell(x));
  while (texts.at(-1) === '') texts.pop();
  return {
    lines: texts,
    wrapped: texts.filter((_, y) => rows[y]?.isWrapped || rows[y + 1]?.isWrapped),
    coloured: texts.some((_, y) => cells(y).some((cell) => cell && !cell.isFgDefault())),
    columnsOf: (y, characters) =>
      cells(y).flatMap((cell, x) => (cell && characters.includes(cell.getChars()) ? [x] : [])),
  };
}
