import { invalid } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import type { Identity } from '../store/connection.ts';
import { ACTIONS, type Action, MODULES } from './actions.ts';

/**
 * The actions that words name: an action, `module.*`, or `*.view`. They are written out when a token or a role is made, so
 * that an action of a later version is never in it by itself. An unknown word names the nearest.
 */
export function actionsNamed(words: readonly string[]): readonly Action[] {
  const found = words.flatMap((word) => {
    const matching = ACTIONS.filter((action) => action === word || isLike(action, word));
    if (matching.length > 0) return matching;
    const near = nearest(word, [...ACTIONS, ...MODULES.map((module) => `${module}.*`)]);
    throw invalid('unknown-action', `there is no action "${word}"`, {
      hint: near ? `did you mean "${near}"?` : 'name an action, or module.* or *.view',
    });
  });
  return ACTIONS.filter((action) => found.includes(action));
}

const isLike = (action: Action, word: string): boolean => {
  const [module, verb] = word.split('.');
  const [ownModule, ownVerb] = action.split('.');
  return (module === '*' || module === ownModule) && (verb === '*' || verb === ownVerb) && word.includes('*');
};

/** A token never makes one that is good for more than itself. */
export function refuseWider({ token }: Identity, scope: readonly string[] | null): void {
  if (token?.scope === null || token?.scope === undefined) return;
  const own = new Set(token.scope);
  const wider = scope?.find((action) => !own.has(action));
  if (scope !== null && wider === undefined) return;
  throw invalid('wider-scope', `the token "${token.name}" is not good for ${wider ?? 'all actions'} itself`, {
    hint: `name with --scope only what it is good for: ${token.scope.slice(0, 5).join(', ')}${token.scope.length > 5 ? ', …' : ''}`,
  });
}
