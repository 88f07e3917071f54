import { listed } from '../../../domain/words.ts';
import type { ResponderAnswer } from '../../../operations/responders/told.ts';

const LONGEST = 40;

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
  return [during, from && `from ${from}`, until && `until ${until}`].filter((part) => part).join(' ');
}

/** What it says and does. */
export function doesOf({ reply, template, actions }: ResponderAnswer): string {
  const said = reply === null ? [] : [template === null ? short(reply) : `template ${template}`];
  return listed([...said, ...actions]);
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line;
};
