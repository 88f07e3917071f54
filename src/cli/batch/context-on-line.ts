import { instant } from '../../domain/time.ts';
import { operationIdOf } from '../command.ts';
import { type Context, formatNamed } from '../context.ts';
import type { Options } from '../face.ts';

/** The settings of one line: those of the whole, but for what it says itself. */
export function contextOnLine(whole: Context, options: Options, line: number): Context {
  const said = (name: string) => (options[name] === undefined ? undefined : String(options[name]));
  const own = (name: 'workspace' | 'as' | 'now' | 'format', value: string | undefined) =>
    value === undefined ? {} : { [name]: { value, from: 'flag' } };
  const [workspace, as, now, format] = [said('workspace'), said('as'), said('now'), said('format') ?? 'json'];
  return {
    ...whole,
    origins: {
      ...whole.origins,
      ...own('workspace', workspace),
      ...own('as', as),
      ...own('now', now),
      ...own('format', format),
    },
    workspace: workspace ?? whole.workspace,
    as: as ?? whole.as,
    now: now === undefined ? whole.now : instant(now),
    format: formatNamed(format),
    // Each line is known again by the id of the whole and its own number.
    operationId: operationIdOf(options) ?? (whole.operationId && `${whole.operationId}.${line}`),
  };
}
