import { invalid } from './errors.ts';

const LONGEST = 40;
const SHORTEST = 2;
const SHAPE = /^[a-z0-9]+(?:[ _-][a-z0-9]+)*$/;

/** What commands mean otherwise where a role could be named. */
export const NO_ROLE_NAMES: readonly string[] = ['all', 'none', 'granted', 'custom'];

/** A name for a role of a workspace's own: 2 to 40 lower case letters and digits, parted by single blanks, dashes or underscores. */
export function roleName(typed: string): string {
  const name = typed.trim();
  if (NO_ROLE_NAMES.includes(name)) {
    throw invalid('bad-role-name', `"${name}" means something else where roles are named`, {
      hint: 'choose another name',
    });
  }
  if (SHAPE.test(name) && name.length >= SHORTEST && name.length <= LONGEST) return name;
  throw invalid('bad-role-name', `"${name}" cannot be the name of a role`, {
    hint: `write ${SHORTEST} to ${LONGEST} lower case letters and digits, parted by single blanks, - or _: "campaign lead"`,
  });
}

/** Whether two names of roles would be taken for each other: what parts their words does not tell them apart. */
export const soundsLike = (one: string, other: string): boolean => folded(one) === folded(other);

const folded = (name: string): string => name.toLowerCase().replaceAll(/[ _-]/g, '');
