import type { Flag, Given } from '../../face.ts';

/** The flags of what a blast is made of. */
export const PARTS: readonly Flag[] = [
  { flags: '--body <text>', about: 'what it says; {first_name|there} is the name, or "there" where there is none' },
  { flags: '--template <template>', about: 'what this template says now' },
  { flags: '--list <lists...>', about: 'to the contacts on these lists and segments' },
  { flags: '--contact <contacts...>', about: 'to these contacts: numbers or e-mail addresses' },
  {
    flags: '--where <filters...>',
    about: 'to the contacts that pass this; given several times, all of them must hold',
  },
  { flags: '--exclude-list <lists...>', about: 'but not to the contacts on these' },
  { flags: '--rate <n>', about: "segments a second; what is common for the line's kind when left out" },
];

const mutable = (typed: readonly string[] | undefined) => typed && [...typed];

/** What was typed of them. A filter is one text each time: commas are part of it. */
export function partsOf(given: Given) {
  return {
    body: given.text('body'),
    template: given.text('template'),
    lists: mutable(given.list('list')),
    contacts: mutable(given.list('contact')),
    where: mutable(given.each('where')),
    exclude: mutable(given.list('excludeList')),
    rate: given.number('rate', 1),
  };
}
