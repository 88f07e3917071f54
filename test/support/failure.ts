import { type Desk, wordsOf } from './desk.ts';

/** What a command that fails says as JSON, with the exit code. */
export async function failure(place: Desk, line: string | readonly string[]) {
  const words = typeof line === 'string' ? wordsOf(line) : [...line];
  const at = words.indexOf('--');
  const argv = words.toSpliced(at < 0 ? words.length : at, 0, '--format', 'json');
  const { code, err, out } = await place.run(argv);
  if (code === 0) throw new Error(`${words.join(' ')} did not fail: ${out}`);
  const { error } = JSON.parse(err) as { error: { code: string; message: string; hint?: string; details?: unknown } };
  return { exit: code, ...error };
}
