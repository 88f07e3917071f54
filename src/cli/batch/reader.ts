// A line becomes a command that could be run, or all that is wrong with it: nothing is run here.
import { Failure, invalid } from '../../domain/errors.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { shellWords } from '../../domain/shell-words.ts';
import { type AnyFace, type Face, given } from '../face.ts';
import { type Chosen, walker } from '../program.ts';
import { unfit, unfitTogether } from './fit.ts';
import type { Line, Together } from './line.ts';
import { type Named, operationNamed, plainOperations } from './operations.ts';

/** Reads lines as commands; what is wrong with one is thrown. */
export interface LineReader {
  /** A line as it was typed, or as JSON; nothing where nothing stands there. */
  readonly read: (line: number, text: string) => Promise<Line | undefined>;
  /** Words as they were typed, as a command that is not fitted yet. */
  readonly walk: (words: readonly string[]) => Promise<Chosen>;
  /** A command at a line, fit to be one of many. */
  readonly fit: (line: number, text: string, chosen: Chosen) => Promise<Line>;
}

/** A reader of lines that go so far; they name files as seen from `cwd`. */
export function lineReader(together: Together, cwd: string): LineReader {
  const walked = walker('', Number.POSITIVE_INFINITY);
  const kinds = new Map<
    AnyFace,
    { readonly kind: string; readonly isSmall: boolean; readonly wrong: string | undefined }
  >();
  let known: Promise<ReadonlyMap<string, Named>> | undefined;

  const kindOf = async (name: string, face: AnyFace) => {
    const found = kinds.get(face);
    if (found !== undefined) return found;
    const operation = 'acts' in face ? undefined : await (face as unknown as Face<unknown, unknown>).operation();
    const kind = operation?.kind ?? 'act';
    const told = { kind, isSmall: isSmall(face, operation), wrong: unfitTogether(name, face, kind, together) };
    kinds.set(face, told);
    return told;
  };
  const walk = async (words: readonly string[]): Promise<Chosen> => {
    const found = await walked(words[0] === 'switchboard' ? words.slice(1) : words);
    if ('text' in found) throw invalid('usage', 'a line is a noun and a verb; help is not for many commands');
    return found;
  };
  const fit = async (line: number, text: string, chosen: Chosen): Promise<Line> => {
    const wrong = unfit(chosen);
    if (wrong !== undefined) throw invalid('not-one-of-many', wrong);
    const typed = given(chosen.args, chosen.options, chosen.behind);
    let { face } = chosen;
    for (let other = face.instead?.(typed); other !== undefined; other = face.instead?.(typed)) face = other;
    const { kind, isSmall: isAlways, wrong: apart } = await kindOf(chosen.name, face);
    if (apart !== undefined) throw invalid('not-one-of-many', apart);
    const isSmall = 'isSmall' in face && face.isSmall !== undefined ? await face.isSmall(typed, cwd) : isAlways;
    return { line, text, face, given: typed, options: chosen.options, founds: kind === 'founding', isSmall };
  };
  return {
    walk,
    fit,
    read: async (line, text) => {
      if (text.trimStart().startsWith('{')) {
        known ??= plainOperations();
        return jsonLine(line, text, await known);
      }
      const parted = shellWords(text);
      if ('wrong' in parted) throw invalid('bad-line', `column ${parted.column}: ${parted.wrong}`);
      if (parted.words.length === 0) return undefined;
      const chosen = await walk(parted.words);
      return fit(
        line,
        parted.words
          .filter((word, i) => i > 0 || word !== 'switchboard')
          .map(shellWord)
          .join(' '),
        chosen,
      );
    },
  };
}

const isSmall = (face: AnyFace, operation: Awaited<ReturnType<Face<unknown, unknown>['operation']>> | undefined) =>
  operation?.kind === 'change' &&
  operation.stages === undefined &&
  !('settle' in face || 'goesOn' in face || 'after' in face || 'leadsTo' in face);

const KEYS = ['operation', 'input', 'as', 'workspace'];

async function jsonLine(line: number, text: string, known: ReadonlyMap<string, Named>): Promise<Line> {
  const { operation: name, input = {}, ...rest } = objectIn(text);
  const strange = Object.keys(rest).find((key) => !KEYS.includes(key) || typeof rest[key] !== 'string');
  if (strange !== undefined || typeof name !== 'string') {
    const what = strange === undefined ? 'it names no operation' : `"${strange}" does not belong here`;
    throw invalid('bad-line', what, {
      hint: 'write {"operation":"users set-role","input":{…}}, and "as", "workspace" where they are needed',
    });
  }
  const { operation, face } = operationNamed(name, known);
  const { readPlain } = await import('../../access/input-schema.ts');
  try {
    readPlain(operation, input);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { kind, code, message, details } = error;
    throw new Failure(kind, code, message, { details, hint: `see: switchboard help schema ${name}` });
  }
  const {
    settle: _settle,
    after: _after,
    goesOn: _goesOn,
    lines: _lines,
    ...shown
  } = face as unknown as Face<unknown, unknown>;
  const told = { ...shown, gather: () => input, instead: undefined, workspaceFrom: undefined, storeFrom: undefined };
  return {
    line,
    text: `${name} ${JSON.stringify(input)}`,
    face: told as unknown as AnyFace,
    given: given([], {}),
    options: rest as Record<string, string>,
    founds: operation.kind === 'founding',
    isSmall: isSmall(told as unknown as AnyFace, operation),
  };
}

function objectIn(text: string): Record<string, unknown> {
  try {
    // It begins as an object does, and so it is one, or no JSON.
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw invalid('bad-json', `this line is no JSON value: ${(error as Error).message}`);
  }
}
