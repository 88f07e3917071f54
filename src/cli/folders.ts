import { join } from 'node:path';
import type { Env } from './surroundings.ts';

/** A folder of the XDG base directories; one that is no absolute path is not looked at, as the specification says. */
export const xdg = (env: Env, name: string, ...below: string[]): string => {
  const given = env[name];
  return given?.startsWith('/') ? given : join(env.HOME ?? process.getBuiltinModule('node:os').homedir(), ...below);
};
