import { describe, expect, it } from 'vitest';
import { paintFor, wantsColour } from '../../src/render/terminal.ts';
import { fromNow } from '../../src/render/when.ts';

describe('A stream is coloured', () => {
  it.each([
    ['a terminal', {}, true, true],
    ['a pipe', {}, false, false],
    ['NO_COLOR on a terminal', { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR, which says nothing', { NO_COLOR: '' }, true, true],
    ['TERM=dumb', { TERM: 'dumb' }, true, false],
    ['CLICOLOR=0', { CLICOLOR: '0' }, true, false],
    ['FORCE_COLOR in a pipe', { FORCE_COLOR: '1' }, false, true],
    ['an empty FORCE_COLOR', { FORCE_COLOR: '' }, false, true],
    ['FORCE_COLOR=0 on a terminal', { FORCE_COLOR: '0' }, true, false],
    ['FORCE_COLOR=false', { FORCE_COLOR: 'false' }, true, false],
    ['CLICOLOR_FORCE in a pipe', { CLICOLOR_FORCE: '1' }, false, true],
    ['CLICOLOR_FORCE=0', { CLICOLOR_FORCE: '0' }, false, false],
    ['FORCE_COLOR against NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    ['CLICOLOR_FORCE against TERM=dumb', { CLICOLOR_FORCE: '1', TERM: 'dumb' }, true, true],
  ])('or not: %s', (_, env, isTerminal, coloured) => {
    expect(wantsColour(env, isTerminal)).toBe(coloured);
  });

  it('with plain codes, and without any where colour is off', async () => {
    expect((await paintFor({ colour: true })).red('no')).toBe('\x1b[31mno\x1b[39m');
    expect((await paintFor({ colour: false })).red('no')).toBe('no');
  });
});

describe('A time, seen from now', () => {
  const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
  it.each([
    [0, 'now'],
    [400, 'now'],
    [second, 'in 1 second'],
    [-12 * second, '12 seconds ago'],
    [-59.6 * second, '1 minute ago'],
    [-3 * minute, '3 minutes ago'],
    [-59.7 * minute, '1 hour ago'],
    [-5 * hour, '5 hours ago'],
    [7 * day - 5, 'in 7 days'],
    [-30 * day, '30 days ago'],
    [-60 * day, '2 months ago'],
    [364 * day, 'in 1 year'],
    [-800 * day, '2 years ago'],
  ])('%i ms away is %j', (away, words) => {
    expect(fromNow(1e12 + away, 1e12)).toBe(words);
  });
});
