const SHOWN = 3;

/** What a token is good for, in a word or some actions: a person reads no list of fifty. JSON has them all. */
export function scopeWords(scope: readonly string[] | null): string {
  if (scope === null) return 'all that its owner may';
  const more = scope.length - SHOWN;
  return more > 0 ? `${scope.slice(0, SHOWN).join(', ')} and ${more} more` : scope.join(', ');
}
