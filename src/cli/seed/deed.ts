import type { SeedPart } from '../../domain/seed.ts';

/** What a step does or needs, as sentences go on with it: `make the line +15550100`, `edit 12 users`, `see lines`. */
export function deed({ change, kind, name }: { change: string; kind: SeedPart; name: string }): string {
  const one = kind === 'settings' ? kind : kind.replace(/s$/, '');
  const counted = /^\d+ (\w+?)s?$/.exec(name)?.[1];
  if (counted === one || counted === 'consent') return `${change} ${name}`;
  if (kind === 'settings' || name === kind) return `${change} ${kind === 'workspace' ? `the ${kind}` : kind}`;
  return `${change} the ${one} ${name}`;
}
