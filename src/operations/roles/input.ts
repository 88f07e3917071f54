import { names, optional, picklist, text } from '../input.ts';

const REACHES = ['all', 'granted'] as const;

/** What can be said of a role; what the words name is looked up later. */
export const roleWords = () => ({
  /** The role from which it begins. */
  from: optional(text(40)),
  allow: optional(names()),
  deny: optional(names()),
  lines: optional(picklist(REACHES, 'lines are all or granted')),
  products: optional(picklist(REACHES, 'products are all or granted')),
  manages: optional(names()),
  about: optional(text()),
});
