import type { SeedDocument } from '../../domain/seed.ts';
import type { SeedFault } from '../../domain/seed-fault.ts';

/** The parts of a document that are without faults: of any other nobody knows what it would make. */
export function soundParts(document: SeedDocument, faults: readonly SeedFault[]): Partial<SeedDocument> {
  const broken = new Set(faults.map(({ path }) => path.split(/[.[]/, 1)[0]));
  return Object.fromEntries(Object.entries(document).filter(([part]) => !broken.has(part)));
}

const NOTHING = {
  roles: [],
  lines: [],
  products: [],
  teams: [],
  users: [],
  contacts: [],
  lists: [],
  templates: [],
  blasts: [],
};

/** The same document where there is nothing beside it: of what it leaves out it makes nothing. */
export const alone = (document: SeedDocument): SeedDocument => ({ ...NOTHING, ...document });
