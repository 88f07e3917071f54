import { conflict, type Failure } from './errors.ts';
import { type LinearPattern, linearPattern } from './linear-pattern.ts';
import { COMPLIANCE_WORDS, type Compliance, type ComplianceRule, complianceOf, wordOf, YES } from './opt-words.ts';
import { neverTogether, type Responder } from './responder.ts';
import { keyOf } from './responder-mode.ts';
import { shellWord } from './shell-word.ts';

/** A responder as far as others must not claim the same messages; one not yet saved has an id of its own, such as 0. */
export type Claim = Pick<Responder, 'id' | 'name' | 'kind' | 'line' | 'mode' | 'words' | 'pattern' | 'schedule'>;

/**
 * What stands against a keyword responder being saved, or nothing: a compliance word, which nobody overrides,
 * or a word or pattern that another one has on the same line in the same mode at the same hours, which is named.
 * No `rule` is for a line that carries no text messages: nothing there is anybody's by law.
 */
export function clashOf(candidate: Claim, others: readonly Claim[], rule: ComplianceRule | null): Failure | undefined {
  if (candidate.kind !== 'keyword') return undefined;
  const reserved = rule && reservedBy(candidate, rule);
  if (reserved) {
    return conflict(
      'compliance-word',
      `${reserved.word} is ${wordOf(reserved.kind)}, which every text line answers itself`,
      {
        hint: 'choose another word; the wording of that answer can be edited',
      },
    );
  }
  const taken = new Set(claimed(candidate));
  for (const other of others) {
    if (other.id === candidate.id || other.kind !== 'keyword' || !overlap(candidate, other)) continue;
    const word = claimed(other).find((claim) => taken.has(claim));
    if (word === undefined) continue;
    const shown = candidate.mode === 'regex' ? `/${word}/` : `"${word}"`;
    return conflict(
      'keyword-taken',
      `${shown} is taken: "${other.name}" answers it${other.line === null ? ' on all lines' : ''}`,
      {
        hint: `choose another word, mode or line, or edit that responder: switchboard responders edit ${shellWord(other.name)}`,
        details: { responder: other.id, name: other.name, word },
      },
    );
  }
  return undefined;
}

const modeOf = ({ mode }: Claim) => mode ?? 'exact';

const overlap = (one: Claim, other: Claim): boolean =>
  modeOf(one) === modeOf(other) &&
  (one.line === null || other.line === null || one.line === other.line) &&
  !neverTogether(one.schedule, other.schedule);

const claimed = (claim: Claim): readonly string[] =>
  claim.mode === 'regex' ? [claim.pattern ?? ''] : claim.words.map((word) => keyOf(word, modeOf(claim)));

function reservedBy(candidate: Claim, rule: ComplianceRule): Compliance | undefined {
  if (candidate.mode !== 'regex') {
    const words = candidate.words.map((word) => complianceOf(word, rule));
    return words.find((word) => word !== undefined);
  }
  const pattern = linearPattern(candidate.pattern ?? '');
  const all = [...Object.values(COMPLIANCE_WORDS).flat(), YES].map((word) => complianceOf(word, rule));
  return all.find((word) => word !== undefined && isAbout(word.word, pattern));
}

/** Whether a pattern is a spelling of a word: it covers that word, but neither a longer one nor any other of its shape. */
function isAbout(word: string, pattern: LinearPattern): boolean {
  const covers = (text: string) => pattern.test(text)?.matched.length === text.length;
  return covers(word) && !covers(`${word}qx`) && !covers(word.replace(/\p{L}/gu, 'q'));
}
