import { fileURLToPath } from 'node:url';
import { spawn as openTerminal } from '@lydell/node-pty';
import { expect, it } from 'vitest';
import { acme, type Desk } from '../support/desk.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/switchboard.cjs', import.meta.url));

/** Runs a command at a terminal, and presses keys each time something is said there. */
const atTerminal = (
  place: Desk,
  words: readonly string[],
  ...presses: (readonly [said: string, keys: string])[]
): Promise<{ code: number; text: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...place.env };
    const terminal = openTerminal(process.execPath, [PROGRAM, ...words], { cols: 100, cwd: place.folder, env });
    let text = '';
    let at = 0;
    terminal.onData((part) => {
      text += part;
      const [said, keys] = presses[at] ?? [];
      if (said === undefined || keys === undefined || !text.includes(said)) return;
      at++;
      terminal.write(keys);
    });
    terminal.onExit(({ exitCode }) => resolve({ code: exitCode, text }));
  });

const REMOVE = ['lines', 'remove', '+15550100'];

it('a dangerous command asks at a terminal, until the name is typed as it is', async () => {
  const place = await acme();
  await place.ok('lines add +15550100');
  const { code, text } = await atTerminal(
    place,
    REMOVE,
    ['to go on:', 'yes\r'],
    ['or press Ctrl-C', '\x15+15550100\r'],
  );
  expect(text).toContain('type +15550100, or press Ctrl-C');
  expect(code).toBe(0);
  expect(await place.ok('lines list -q')).toBe('');
});

it.each([
  ['Ctrl-C', '\x03'],
  ['Ctrl-D', '\x04'],
])('%s at the question changes nothing', async (_, key) => {
  const place = await acme();
  await place.ok('lines add +15550100');
  const { code, text } = await atTerminal(place, REMOVE, ['to go on:', key]);
  expect(code).toBe(130);
  expect(text).toContain('no answer: nothing was changed');
  expect(await place.ok('lines list -q')).toBe('+15550100\n');
});

it('with --no-input nobody is asked, and the flag is named', async () => {
  const place = await acme();
  await place.ok('lines add +15550100');
  const { code, text } = await atTerminal(place, [...REMOVE, '--no-input']);
  expect(code).toBe(2);
  expect(text).toContain('--confirm +15550100');
});
