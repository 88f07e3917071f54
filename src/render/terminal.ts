/** Where text goes, as a value: a terminal or a pipe, how wide, coloured or not, and the time that `3 minutes ago` is counted from. */
export interface Terminal {
  readonly isTerminal: boolean;
  /** `Infinity` in a pipe. */
  readonly columns: number;
  readonly colour: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The few ways text is coloured; each takes text that is already harmless. */
export type Paint = Record<'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan', (text: string) => string>;

const asItIs = (text: string): string => text;
const PLAIN: Paint = { bold: asItIs, dim: asItIs, green: asItIs, red: asItIs, yellow: asItIs, cyan: asItIs };

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
const isOff = (value: string | undefined): boolean => value === '0' || value === 'false';

/**
 * Whether a stream is coloured. FORCE_COLOR (even empty) and CLICOLOR_FORCE win over NO_COLOR (https://no-color.org),
 * that over CLICOLOR=0 and TERM=dumb, and without any of them a terminal is coloured and a pipe is not.
 */
export function wantsColour(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (env.FORCE_COLOR !== undefined) return !isOff(env.FORCE_COLOR);
  if (isSet(env.CLICOLOR_FORCE) && !isOff(env.CLICOLOR_FORCE)) return true;
  if (isSet(env.NO_COLOR) || env.CLICOLOR === '0' || env.TERM === 'dumb') return false;
  return isTerminal;
}

/** The paint for a terminal; chalk loads only where there is colour. */
export async function paintFor(terminal: Pick<Terminal, 'colour'>): Promise<Paint> {
  if (!terminal.colour) return PLAIN;
  const { paint } = await import('./paint.ts');
  return paint;
}
