import type { Flag, Given } from '../../face.ts';

/** What may be said of a role, when it is added and when it is edited. */
export const DEFINING: readonly Flag[] = [
  { flags: '--allow <actions...>', about: 'what it may besides: actions, module.* or *.view' },
  { flags: '--deny <actions...>', about: 'what it may not, whatever else is said' },
  { flags: '--lines <reach>', about: 'which lines its holders reach: all or granted' },
  { flags: '--products <reach>', about: 'which products: all or granted' },
  { flags: '--manages <roles...>', about: 'whom it manages: roles, custom for all of your own, none for nobody' },
  { flags: '--about <text>', about: 'what it is for, in a sentence' },
];

/** What was said of a role. */
export const wordsOf = (given: Given) => ({
  from: given.text('from'),
  allow: given.list('allow')?.slice(),
  deny: given.list('deny')?.slice(),
  lines: given.text('lines') as 'all' | 'granted' | undefined,
  products: given.text('products') as 'all' | 'granted' | undefined,
  manages: given.list('manages')?.slice(),
  about: given.text('about'),
});

/** Whom a role manages, in words. */
export const managed = (role: { readonly manages: readonly string[]; readonly managesCustom: boolean }): string[] => [
  ...role.manages,
  ...(role.managesCustom ? ['all custom roles'] : []),
];
