import Table from 'cli-table3';
import { GAP } from './fit.ts';

const PLACES = ['', '-left', '-mid', '-right'] as const;
const BORDERLESS = Object.fromEntries([
  ...['top', 'bottom'].flatMap((edge) => PLACES.map((place) => [edge + place, ''])),
  ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'].map((place) => [place, '']),
]);

/**
 * What stands before each column of a table of these widths. cli-table3 draws one row of stand-ins, and every row of
 * the table is poured into it: on its own it takes 0.14 ms a row, and its idea of an emoji's width is that of 2019.
 */
export function gapsOf(widths: readonly number[]): string[] {
  const frame = new Table({
    chars: BORDERLESS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    colWidths: widths.map((width) => width + GAP),
  });
  frame.push(widths.map((width) => '#'.repeat(width)));
  return frame.toString().split(/#+/).slice(0, widths.length);
}
