import type { Mode } from '../access/session.ts';
import { render } from '../render/render.ts';
import { type Terminal, wantsColour } from '../render/terminal.ts';
import type { Format, View } from '../render/view.ts';
import type { Act, Given } from './face.ts';
import type { Surroundings } from './surroundings.ts';

/** The global options that say how far to go and what to print. */
export interface Manner {
  readonly mode: Mode;
  readonly quiet: boolean;
  readonly fields: readonly string[] | undefined;
  readonly rawCsv: boolean;
}

/** Prints an answer as its command shows it: only the names where `--quiet` asks for them. */
export async function shown<A>(
  { show, names }: Pick<Act<A>, 'show' | 'names'>,
  answer: A,
  given: Given,
  around: Surroundings,
  manner: Manner,
): Promise<void> {
  if (!manner.quiet || names === undefined)
    return printed({ answer, view: show(answer, given, around.stdout.isTerminal) }, around, manner);
  for await (const name of names(answer)) await around.stdout.write(`${name}\n`);
}

/** Throws where an answer does not fit how it is to be told. */
export async function fitting<A>(
  { show, names }: Pick<Act<A>, 'show' | 'names'>,
  answer: A,
  given: Given,
  { context: { format }, stdout }: Surroundings,
  { fields, quiet }: Manner,
): Promise<void> {
  if (quiet && names !== undefined) return;
  if (fields === undefined && format !== 'tree' && format !== 'csv') return;
  const { refuseUnfit } = await import('../render/unfit.ts');
  await refuseUnfit(format, { answer, view: show(answer, given, stdout.isTerminal) }, fields);
}

/** After so many pieces of an answer it is a long one. */
const MANY = 64;

/** Prints an answer in the format of the context. */
export async function printed(
  shown: { readonly answer: unknown; readonly view: View },
  around: Surroundings,
  { fields, rawCsv }: Manner,
): Promise<void> {
  const format: Format = around.context.format;
  let written = 0;
  for await (const text of render(format, shown, { terminal: terminalOf(around), fields, rawCsv })) {
    if (++written % MANY === 0) (await import('./young-space.ts')).keepYoungSpaceSmall();
    await around.stdout.write(text);
  }
}

/** Standard output as the renderers see it. */
const terminalOf = ({ stdout, env, now }: Pick<Surroundings, 'stdout' | 'env' | 'now'>): Terminal => ({
  isTerminal: stdout.isTerminal,
  columns: stdout.columns,
  colour: wantsColour(env, stdout.isTerminal),
  now: now(),
});
