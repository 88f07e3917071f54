// A command from its face to its printed answer: what it gathers, how far the gate goes, what came of it.
import { type Delivery, type Done, type Judged, type Repeated, run } from '../access/gate.ts';
import type { Mode, Session } from '../access/session.ts';
import { isAddress } from '../domain/address.ts';
import { invalid } from '../domain/errors.ts';
import { rfc3339 } from '../domain/time.ts';
import { type Act, type AnyFace, type Face, type Given, given, type Led, type Options } from './face.ts';
import { contextFor } from './face-context.ts';
import type { Surroundings } from './surroundings.ts';
import { fitting, type Manner, printed, shown } from './telling.ts';

/** What came of a command, in words that only `main` turns into numbers; a number is another program's, passed on. */
export type Outcome = 'yes' | 'no' | 'rejected' | 'invalid' | { readonly exit: number };

/** Performs one command: gathers its input, has the gate run it, prints what came of it. */
export async function perform(face: AnyFace, given: Given, around: Surroundings, manner: Manner): Promise<Outcome> {
  const other = face.instead?.(given);
  if (other !== undefined) return perform(other, given, around, manner);
  if ('acts' in face) return acting(face as unknown as Act<unknown>, given, around, manner);
  return performing(face as unknown as Face<unknown, unknown>, given, around, manner);
}

/** Has a command act that asks nobody's leave, and prints its answer. */
async function acting<A>(act: Act<A>, given: Given, around: Surroundings, manner: Manner): Promise<Outcome> {
  if (manner.mode === 'can-i' || manner.mode === 'explain') {
    const why = act.asking ? 'this command is many' : 'this command concerns no workspace';
    throw invalid('usage', `${why}: --can-i and --explain have nothing to say of it`, { hint: act.asking });
  }
  const rehearsal = manner.mode === 'dry-run';
  if (act.foreseen !== undefined) await fitting(act, act.foreseen, given, around, manner);
  const answer = await act.acts(given, around, rehearsal);
  const exit = act.ends?.(answer);
  if (exit !== undefined) return { exit };
  await shown(act, answer, given, around, manner);
  if (rehearsal) await around.note('dry run: nothing was changed');
  return act.comesTo?.(answer) ?? (act.isNo?.(answer) ? 'no' : 'yes');
}

async function performing<I, A>(
  face: Face<I, A>,
  given: Given,
  surroundings: Surroundings,
  manner: Manner,
): Promise<Outcome> {
  const around = {
    ...surroundings,
    context: contextFor(face, given, surroundings.context, manner.mode, surroundings.cwd),
  };
  const operation = await face.operation();
  const input = await face.gather(given, around);
  let outcome: Outcome = 'yes';
  let settled = false;
  const settle = async (kept: boolean) => {
    const first = !settled;
    settled = true;
    if (!first || face.settle === undefined) return;
    if (kept && around.settling) around.settling(async (all) => face.settle?.(all, input));
    else await face.settle(kept, input);
  };
  const deliver = async ({ answer, rejected, rehearsal, entry }: Done<A>) => {
    if (face.lends !== undefined && !rehearsal) {
      outcome = { exit: await face.lends(answer, given, around) };
      return;
    }
    // Before anything is said: what is said to be done is in its place.
    await settle(entry !== null);
    // Whoever does not read what is said must not keep a signal from ending it.
    unhear();
    if (!rehearsal) await face.after?.(answer, around, given);
    outcome = rejected || face.isPartial?.(answer) ? 'rejected' : face.isNo?.(answer) ? 'no' : 'yes';
    const own = face.lines?.(answer, given, around);
    if (own !== undefined) for await (const text of own) await around.stdout.write(text);
    else await shown(face, answer, given, around, rejected ? { ...manner, quiet: false } : manner);
    if (rehearsal) await around.note('dry run: nothing was changed');
    if (entry !== null) hearing.beforeCommit();
  };
  const fits = async (answer: A) => {
    if (face.lines === undefined) await fitting(face, answer, given, around, manner);
  };
  const judged = async ({ allowed, decisions }: Judged) => {
    outcome = allowed ? 'yes' : 'no';
    const { explanationView, verdictView } = await import('./verdicts.ts');
    const view = manner.mode === 'explain' ? explanationView(decisions) : verdictView(allowed, decisions);
    await printed({ answer: { allowed, decisions }, view }, around, manner);
  };
  const repeated = async ({ entry, at, operation }: Repeated) => {
    await settle(false);
    const answer = { repeated: true, entry, at: rfc3339(at), operation };
    await printed({ answer, view: { record: answer, columns: REPEATED } }, around, manner);
    await around.note(`done before, as entry ${entry}: nothing was done again`);
  };
  // Only staging and what is lent let signals be heard; where they are not, they end the process, and nothing is changed.
  const hears = face.lends !== undefined || (operation.kind === 'change' && operation.stages !== undefined);
  let unhear = hears ? around.listen() : () => {};
  const hearing = {
    beforeApply: () => unhear(),
    beforeCommit: () => {
      unhear = around.onSignal(() => {});
    },
  };
  try {
    const token = isAddress(around.context.db) ? await around.token() : undefined;
    const session = sessionOf(around, manner.mode, token?.text, hearing);
    const { leadsTo } = face;
    if (leadsTo !== undefined) {
      const found: Led[] = [];
      const done = async ({ answer }: Done<A>) => void found.push(await leadsTo(answer, given));
      // How far to go is said of the command that it leads to.
      await run(operation, input, { ...session, mode: 'run' }, { done, judged, repeated });
      const [next] = found;
      if (next !== undefined) return await perform(next.face, next.given, surroundings, manner);
    } else if (face.goesOn === undefined)
      await run(operation, input, session, { fits, done: deliver, judged, repeated });
    else await inRuns(face.goesOn, operation, input, around, session, { done: deliver, judged, repeated });
    return outcome;
  } finally {
    await settle(false);
    unhear();
  }
}

/** Runs an operation as often as its face goes on with it. An operation id is the first run's: the others are its tail. */
async function inRuns<I, A>(
  goesOn: NonNullable<Face<I, A>['goesOn']>,
  operation: Awaited<ReturnType<Face<I, A>['operation']>>,
  input: I,
  around: Surroundings,
  session: Session,
  delivery: Delivery<A>,
): Promise<void> {
  const later = { ...session, operationId: undefined };
  for (let next = input, isFirst = true; ; isFirst = false) {
    let came: Done<A> | undefined;
    const done = async (one: Done<A>) => {
      came = one;
    };
    await run(operation, next, isFirst ? session : later, { ...delivery, done });
    if (came === undefined) return;
    const on = await goesOn(came, next, around);
    if ('ends' in on) return delivery.done({ ...came, answer: on.ends });
    next = on.with;
  }
}

const REPEATED = [{ key: 'operation' }, { key: 'entry' }, { key: 'at' }];

/** The session of a command: who acts where, and all that it may use of the outside. */
export const sessionOf = (
  around: Surroundings,
  mode: Mode,
  token: string | undefined,
  hearing: Pick<Session, 'beforeApply' | 'beforeCommit'>,
): Session => ({
  store: around.context.db,
  workspace: around.context.workspace,
  as: around.context.as,
  mode,
  env: around.env,
  token,
  operationId: around.context.operationId,
  now: around.now,
  random: around.random,
  get osUser() {
    return around.osUser();
  },
  get host() {
    return around.host();
  },
  heads: around.context.state,
  patience: around.context.patience,
  signal: around.signal,
  shared: around.shared,
  ...hearing,
  note: (text) => void around.note(text),
});

/** What the global options of a command say of how it is performed. */
export const mannerOf = (options: Options): Manner => ({
  mode: modeOf(options),
  quiet: options.quiet === true,
  fields: typeof options.fields === 'string' ? given([], options).list('fields') : undefined,
  rawCsv: options.rawCsv === true,
});

/** The mode that the global flags ask for; they exclude each other. */
function modeOf(options: Options): Mode {
  const asked = (['dryRun', 'canI', 'explain'] as const).filter((name) => options[name] === true);
  if (asked.length > 1) throw invalid('usage', 'choose one of --dry-run, --can-i and --explain');
  const [mode] = asked;
  return mode === undefined ? 'run' : mode === 'dryRun' ? 'dry-run' : mode === 'canI' ? 'can-i' : 'explain';
}
