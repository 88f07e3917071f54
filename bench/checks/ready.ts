import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Checker } from './checker.ts';
import type { Contestant } from './contestants.ts';
import type { World } from './world.ts';

/** A contestant who has shown that its answers are right. */
export interface Ready extends Contestant {
  readonly checker: Checker;
  /** What it keeps for all members, its own form of the questions included. */
  readonly megabytes: number;
}

/** Makes a contestant ready and has it answer everything; undefined where its package is not installed. */
export async function readied(contestant: Contestant, world: World, reference: Uint8Array): Promise<Ready | undefined> {
  const before = heap();
  const checker = await installed(async () => contestant.prepare(world));
  if (checker === undefined) return undefined;
  const megabytes = (heap() - before) / 2 ** 20;
  const answers = new Uint8Array(reference.length);
  await checker.answer(answers);
  const wrong = answers.findIndex((answer, i) => answer !== reference[i]);
  if (wrong >= 0) throw new Error(`${contestant.name} answers otherwise: ${JSON.stringify(world.questions[wrong])}`);
  return { ...contestant, checker, megabytes };
}

async function installed<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
