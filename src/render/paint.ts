import { Chalk } from 'chalk';
import type { Paint } from './terminal.ts';

// Level 1, the sixteen colours of every terminal: whether there is colour at all was decided by `wantsColour`.
const { bold, dim, green, red, yellow, cyan } = new Chalk({ level: 1 });

/** Colours by chalk; loaded only where `wantsColour` said yes. */
export const paint: Paint = { bold, dim, green, red, yellow, cyan };
