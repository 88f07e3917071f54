import { invalid } from '../../domain/errors.ts';
import type { Env } from '../surroundings.ts';

/** Where messages are posted to, and how the gateway is told who asks. */
export interface Gateway {
  readonly url: URL;
  readonly authorization: string | null;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The gateway that was named; its secret stands in the environment, never in an argument. */
export function gatewayOf(typed: string | undefined, env: Env): Gateway {
  if (typed === undefined) {
    throw invalid('usage', 'the http transport posts to a gateway, and none is named', { hint: 'say --url https://…' });
  }
  const url = URL.parse(typed);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw invalid('bad-url', `"${typed}" is no address of a gateway`, { hint: 'write it as https://host/path' });
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid('secret-in-url', 'a secret in an argument is a secret no longer', {
      hint: 'put it into SWITCHBOARD_GATEWAY_USER and SWITCHBOARD_GATEWAY_PASSWORD',
    });
  }
  if (url.protocol === 'http:' && !LOCAL.has(url.hostname)) {
    throw invalid('not-encrypted', `${url.host} would get messages and secrets in the clear`, {
      hint: 'use https://; only this machine is posted to by http://',
    });
  }
  return { url, authorization: authorizationOf(env) };
}

function authorizationOf(env: Env): string | null {
  const { SWITCHBOARD_GATEWAY_TOKEN: token, SWITCHBOARD_GATEWAY_USER: user } = env;
  if (token && user) {
    throw invalid('two-secrets', 'SWITCHBOARD_GATEWAY_TOKEN and SWITCHBOARD_GATEWAY_USER are both set', {
      hint: 'leave one of them',
    });
  }
  if (token) return `Bearer ${token}`;
  if (!user) return null;
  const password = env.SWITCHBOARD_GATEWAY_PASSWORD ?? '';
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
