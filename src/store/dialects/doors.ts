import type { Doors } from '../connection.ts';

/** The schema in which a server keeps everything of ours. */
export const SCHEMA = 'switchboard';

/** The doors through a server's walls, as statements call them. What each lets through is said in door-functions.ts. */
export const DOORS: Doors = {
  peopleBySlug: 'select * from people_by_slug($1, $2)',
  peopleById: 'select * from people_by_id($1, $2)',
  personEverywhere: 'select * from people_everywhere($1::int, $2)',
  linesNamed: 'select * from lines_named($1, $2)',
  linesById: 'select * from lines_by_id($1, $2)',
  foundWorkspace: 'select found_workspace($1, $2, $3) as id',
  identities: 'identities($1, $2)',
  claimsHeld: 'select * from claims_held($1, $2)',
  partWithWork: 'select * from part_with_work($1, $2, $3, $4, $5, $6, $7, $8)',
  contactsTaken: 'contacts_taken($1, $2)',
  lastContact: 'select last_contact($1) as last',
  weigh: 'select weigh()',
};
