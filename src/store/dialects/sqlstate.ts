// What a server says is wrong, in our words: what, where, what to do next. Its own words may hold others' values, and
// so they are kept where only a stack shows them; the SQLSTATE is in the details.
import { conflict, Failure, invalid, missing, refused, unavailable } from '../../domain/errors.ts';

/** The states in which our own doors refuse: the server's functions raise them with a sentence made for people. */
export const DOOR = { token: 'SB001', bound: 'SB002', workspace: 'SB003', nobody: 'SB004', unfit: 'SB005' } as const;

type Say = (shown: string, said: string) => Failure;

const tryAgain = 'nothing was changed: run the command again';

const SENTENCES: readonly (readonly [RegExp, Say])[] = [
  [
    /^(40001|40P01)$/,
    () => conflict('changed-meanwhile', 'others changed the same things at the same time', { hint: tryAgain }),
  ],
  [
    /^55P03$/,
    (shown) =>
      unavailable('locked', `${shown} is being written by another command`, {
        hint: 'try again when that one is done, or wait longer with --wait',
      }),
  ],
  [
    /^(3F000|42P01|42883)$/,
    (shown) =>
      unavailable('not-initialised', `${shown} has no Switchboard in it, or one of another version`, {
        hint: 'whoever owns the database runs: switchboard db init, or switchboard db migrate',
      }),
  ],
  [/^3D000$/, (shown) => missing('no-database', `${shown}: there is no such database on this server`)],
  [
    /^28/,
    (shown) =>
      refused('login-refused', `${shown} does not let this login in`, {
        hint: 'name the user in the address; its password comes from PGPASSWORD, a service file or ~/.pgpass',
      }),
  ],
  [
    /^42501$/,
    (shown) =>
      refused('not-allowed-there', `${shown} does not allow that to this login`, {
        hint: 'ask whoever owns the database: it wants a login that is a member of the application or the owner role',
      }),
  ],
  [/^57014$/, (shown) => unavailable('timed-out', `${shown} ended a statement that took too long`, { hint: tryAgain })],
  [
    /^55006$/,
    (shown) =>
      unavailable('locked', `${shown} lets no database be copied or replaced that others are connected to`, {
        hint: 'end what is connected to it, then run the command again',
      }),
  ],
  [/^42704$/, (_, said) => invalid('no-such-login', said, { hint: 'make it first: create role NAME login' })],
  [/^SB001$/, (_, said) => refused('bad-token', said, { hint: 'ask for another, then: switchboard auth login' })],
  [
    /^SB004$/,
    (_, said) =>
      refused('no-identity', said, {
        hint: 'log in: switchboard auth login, or hand a token over by --token-file or SWITCHBOARD_TOKEN',
      }),
  ],
  [/^SB002$/, (_, said) => refused('already-bound', said)],
  [/^SB003$/, (_, said) => refused('wrong-workspace', said)],
  [/^SB005$/, (_, said) => refused('unfit-entry', said)],
  [/^55000$/, (_, said) => unavailable('copy-unfinished', said)],
  [
    /^23505$/,
    () =>
      conflict('exists', 'something of that name is there already', { hint: 'choose another, or see what is there' }),
  ],
  [/^23/, () => conflict('broken-reference', 'it does not fit what is there', { hint: tryAgain })],
  [
    /^(53|58)/,
    (shown) => unavailable('server-full', `${shown} has no room: disk, memory or connections`, { hint: tryAgain }),
  ],
  [/^(57P0[123]|08)/, (shown) => lost(shown)],
  [/^22021$|^22P05$/, () => invalid('bad-text', 'a text holds a character that the store cannot keep')],
];

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host cannot be looked up',
  ETIMEDOUT: 'nobody answers there',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ENOENT: 'there is no such socket',
};

const lost = (shown: string): Failure =>
  unavailable('connection-lost', `the connection to ${shown} was lost`, { hint: tryAgain });

/** A server's error in our words; what is none of its errors is given back as it is. */
export function serverFailure(shown: string, error: unknown): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  const state = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
  const details = { store: shown, ...(state ? { sqlstate: state } : { cause: code ?? null }) };
  const say = state && SENTENCES.find(([pattern]) => pattern.test(state))?.[1];
  if (say) {
    const { kind, code: ours, message, hint } = say(shown, error.message);
    return new Failure(kind, ours, message, { hint, details, cause: error });
  }
  if (state) return error;
  if (code !== undefined && code in NETWORK) {
    return unavailable('no-server', `${shown}: ${NETWORK[code]} (${code})`, {
      hint: 'check the address, and that the server runs',
      details,
      cause: error,
    });
  }
  if (/^(SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS|DEPTH_ZERO)/.test(code ?? '')) {
    return unavailable('untrusted-server', `${shown} cannot prove who it is (${code})`, {
      hint: 'name the certificate to trust: sslmode=verify-full&sslrootcert=FILE',
      details,
      cause: error,
    });
  }
  if (/does not support SSL/.test(error.message)) {
    return unavailable('no-tls', `${shown} does not speak TLS, and sslmode asks for it`, { details, cause: error });
  }
  if (/password|SASL/i.test(error.message)) {
    return refused('login-refused', `${shown} wants a password for this login`, {
      hint: 'it comes from PGPASSWORD, a service file or ~/.pgpass',
      details,
      cause: error,
    });
  }
  if (/timeout expired/.test(error.message)) {
    return unavailable('no-server', `${shown}: nobody answers there`, {
      hint: 'check the address',
      details,
      cause: error,
    });
  }
  if (/Connection terminated|not queryable|ECONNRESET|EPIPE|closed the connection/.test(`${code} ${error.message}`)) {
    const { message, hint } = lost(shown);
    return unavailable('connection-lost', message, { hint, details, cause: error });
  }
  return error;
}

/** Whether a failure means that nobody is at the other end any more. */
export const isLost = (error: unknown): boolean => error instanceof Failure && error.code === 'connection-lost';
