import type { Measure } from '../bench.ts';
import type { Checker } from '../checks/checker.ts';
import { CONTESTANTS, DECIDE, LIMIT, VERDICT } from '../checks/contestants.ts';
import { maps } from '../checks/maps.ts';
import { type Ready, readied } from '../checks/ready.ts';
import { world as worldOf } from '../checks/world.ts';
import { short } from '../numbers.ts';
import { median, ratio, rounds, type Series } from '../rounds.ts';

/** A hundred thousand questions of access, in memory: every checker must answer all of them alike. */
export const checks: Measure = async ({ quick, say }) => {
  const count = quick ? 5_000 : 100_000;
  const world = worldOf(['standard-admin', 'owner-manager-agent'], quick ? 500 : 10_000, count);
  const reference = new Uint8Array(count);
  await (await maps(world)).answer(reference);
  const yes = reference.reduce((sum, answer) => sum + answer, 0);

  const ready: Ready[] = [];
  const absent: string[] = [];
  for (const contestant of CONTESTANTS) {
    const one = await readied(contestant, world, reference);
    if (one) ready.push(one);
    else absent.push(contestant.name);
    say(`  ${contestant.name}: ${one ? 'answers like the reference' : 'is not installed; npm ci --prefix bench'}`);
  }
  const asked = ({ questions = count }: Ready) => (quick ? Math.min(questions, count) / 10 : questions);
  const series = await rounds(
    quick ? 3 : 15,
    ready.map((one) => ({ name: one.name, go: () => nanoseconds(one.checker, asked(one)) })),
    2,
  );
  const of = (name: string) => series.find((one) => one.name === name)!;
  const rivals = series.filter((_, i) => ready[i]!.isRival).sort((a, b) => median(a.times) - median(b.times));
  return [
    `${count.toLocaleString('en')} questions, ${short((yes / count) * 100)} % of them yes: all ${ready.length} checkers gave the same answers to all of them.`,
    {
      head: ['checker', 'ns a check, median', 'min', '× bit sets', 'questions a round', 'MB kept'],
      rows: series.map((one, i) => [
        one.name,
        short(median(one.times)),
        short(Math.min(...one.times)),
        short(ratio(one, of(LIMIT))),
        asked(ready[i]!).toLocaleString('en'),
        ready[i]!.megabytes.toFixed(1),
      ]),
    },
    ...(absent.length > 0 ? [`Not installed, so left out: ${absent.join('; ')}.`] : []),
    targets(of(VERDICT), of(DECIDE), of(LIMIT), rivals[0]),
  ];
};

const met = (is: boolean): string => (is ? 'met' : '**missed**');

function targets(verdict: Series, decide: Series, limit: Series, fastest: Series | undefined): string {
  const slower = ratio(verdict, limit);
  const first = `- ${VERDICT} takes ${short(slower)} × the bit sets; target ≤ 5: ${met(slower <= 5)}`;
  if (fastest === undefined) return first;
  const held = [verdict, decide].map((one) => {
    const faster = ratio(fastest, one);
    return `- ${one.name} is ${short(faster)} × as fast as the fastest rival (${fastest.name}); target ≥ 5: ${met(faster >= 5)}`;
  });
  return [first, ...held].join('\n');
}

const TURN = 50;

/**
 * How long one check takes, over so many of them: the best pass of a turn of 50 ms or two passes. The first of a turn
 * does not count: what others left in the caches is not its fault.
 */
async function nanoseconds({ answer }: Checker, questions: number): Promise<number> {
  const into = new Uint8Array(questions);
  await answer(into);
  let best = Number.POSITIVE_INFINITY;
  for (const end = performance.now() + TURN; performance.now() < end; ) {
    const begun = performance.now();
    await answer(into);
    best = Math.min(best, performance.now() - begun);
  }
  return (best * 1e6) / questions;
}
