import { Writable } from 'node:stream';
import { input, password } from '@inquirer/prompts';
import { cancelled } from '../domain/errors.ts';
import { safe } from '../render/safe.ts';
import type { Surroundings } from './surroundings.ts';

/** Asks for a text at the terminal, again and again until `fault` finds nothing wrong. Ctrl-C and Ctrl-D cancel. */
export async function ask(
  around: Pick<Surroundings, 'stdin' | 'stderr' | 'signal'>,
  question: string,
  fault: (answer: string) => string | undefined,
): Promise<string> {
  for (;;) {
    const answer = await answerTo(input, question, around);
    const wrong = fault(answer);
    if (wrong === undefined) return answer;
    await around.stderr.write(`> ${safe(wrong)}\n`);
  }
}

/** Asks for a secret at the terminal: what is typed is not shown. */
export const askSecret = (around: Pick<Surroundings, 'stdin' | 'stderr'>, question: string): Promise<string> =>
  answerTo(password, question, { ...around, signal: new AbortController().signal });

// Answers are not judged by the prompt: it would write to a terminal that Ctrl-C closed while it waited for the verdict.
async function answerTo(
  prompt: typeof input | typeof password,
  question: string,
  { stdin, stderr, signal }: Pick<Surroundings, 'stdin' | 'stderr' | 'signal'>,
): Promise<string> {
  const source = stdin();
  const stopping = new AbortController();
  // At the end of its input readline only pauses it, and the prompt would never settle.
  const stop = () => stopping.abort();
  source.once('pause', stop);
  try {
    return await prompt(
      { message: safe(question) },
      { input: source, output: writable(stderr), signal: AbortSignal.any([signal, stopping.signal]) },
    );
  } catch (error) {
    if (!(error instanceof Error && /^(?:ExitPrompt|AbortPrompt)Error$/.test(error.name))) throw error;
    throw cancelled('interrupted', 'no answer: nothing was changed', { cause: error });
  } finally {
    source.removeListener('pause', stop);
    await stderr.write('');
  }
}

/** A sink as the prompts write to it: they measure a stream, and end it. The sink keeps the order and any failure. */
const writable = (sink: Surroundings['stderr']): Writable =>
  Object.assign(
    new Writable({
      decodeStrings: false,
      write: (text: string | Buffer, _, done) => {
        sink.write(String(text)).catch(() => {});
        done();
      },
    }),
    { isTTY: true, columns: Number.isFinite(sink.columns) ? sink.columns : 80 },
  );
