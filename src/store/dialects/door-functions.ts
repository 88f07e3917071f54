// What a server's owner lets others do beyond its walls: functions that answer no more than a decision needs.
import { APPEND } from './doors/append.ts';
import { BEGINS } from './doors/begins.ts';
import { BIND } from './doors/bind.ts';
import { GIVING, HOLDING } from './doors/defining.ts';
import { made } from './doors/door.ts';
import { IDENTITY, SEALS } from './doors/identity.ts';
import { LOOKS } from './doors/looks.ts';
import { STANDING } from './doors/standing.ts';
import { SCHEMA } from './doors.ts';

const CLOSED = { ...SEALS, ...HOLDING };
const OPEN = { ...IDENTITY, ...STANDING, ...GIVING, ...LOOKS, ...BIND, ...BEGINS, ...APPEND };

/** The statements that make all functions, and let the application call those that are for it. `app` is quoted. */
export const doorStatements = (app: string): readonly string[] => [
  ...Object.entries({ ...CLOSED, ...OPEN }).map(([name, door]) => made(name, door)),
  `revoke execute on all functions in schema ${SCHEMA} from public`,
  ...Object.keys(CLOSED).map((name) => `revoke execute on function ${SCHEMA}.${name} from ${app}`),
  ...Object.keys(OPEN).map((name) => `grant execute on function ${SCHEMA}.${name} to ${app}`),
];
