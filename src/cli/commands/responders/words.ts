import type { ResponderAnswer } from '../../../operations/responders/told.ts';

/** What a responder answers, in a few words. */
export function matchesOf({ kind, mode, words, pattern }: ResponderAnswer): string {
  if (kind === 'welcome') return 'a first message';
  if (kind === 'away') return 'any message';
  if (mode === 'regex') return `/${pattern}/`;
  return kind === 'keyword' ? `${mode} ${words.join(', ')}` : `${kind} words`;
}

/** When it answers. */
export function whenOf({ on, during, from, until }: ResponderAnswer): string {
  if (!on) return 'off';
  const hours = during === 'always' && (from ?? until) !== null ? null : during;
  return [hours, from && `from ${from}`, until && `until ${until}`].filter((part) => part).join(' ');
}

/** What it says and does. */
export function doesOf({ reply, template, actions }: ResponderAnswer): string {
  const said = reply === null ? [] : [template === null ? reply.replace(/\s+/g, ' ') : `template ${template}`];
  return [...said, ...actions].join('; ');
}
