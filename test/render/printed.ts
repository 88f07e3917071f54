import { type RenderOptions, render, type Shown } from '../../src/render/render.ts';
import type { Terminal } from '../../src/render/terminal.ts';
import type { Format, View } from '../../src/render/view.ts';

/** The moment all pages are read at. */
const NOW = Date.parse('2026-11-21T19:20:34.000Z');

export const PIPE: Terminal = { isTerminal: false, columns: Number.POSITIVE_INFINITY, colour: false, now: NOW };

export const screen = (columns = 80, colour = false): Terminal => ({ isTerminal: true, columns, colour, now: NOW });

/** What a person or a program gets to read. */
export async function printed(
  format: Format,
  view: View,
  options: Partial<RenderOptions & Pick<Shown, 'answer'>> = {},
): Promise<string> {
  let text = '';
  const { answer = {}, ...rest } = options;
  for await (const chunk of render(format, { answer, view }, { terminal: PIPE, ...rest })) text += chunk;
  return text;
}

export const lines = (text: string): string[] => text.replace(/\n$/, '').split('\n');

/** Rows that arrive one by one. */
export async function* arriving<T>(rows: Iterable<T>): AsyncGenerator<T> {
  for (const row of rows) yield await Promise.resolve(row);
}
