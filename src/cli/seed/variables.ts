import { nearest } from '../../domain/words.ts';
import type { Env } from '../surroundings.ts';

/** What is wrong with a variable in a text: `written` is the stretch of the text that it is about. */
export interface VariableFault {
  readonly code: 'missing-variable' | 'bad-variable';
  readonly written: string;
  readonly message: string;
  readonly suggestion: string;
}

const MARK = /\$?\$\{/g;
const NAMED = /^\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/;

/**
 * A text with `${NAME}` and `${NAME:-default}` replaced from the environment; `$${` is a `${` that is meant as one. An
 * empty variable counts as none, as in a shell. What a variable says is never read for variables again.
 */
export function substituted(
  text: string,
  env: Env,
): { readonly text: string; readonly faults: readonly VariableFault[] } {
  const faults: VariableFault[] = [];
  let result = '';
  let done = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (index < done) continue;
    result += text.slice(done, index);
    if (mark === '$${') {
      result += '${';
      done = index + mark.length;
      continue;
    }
    const found = NAMED.exec(text.slice(index));
    if (found === null) {
      faults.push(unreadable(text.slice(index)));
      done = index + mark.length;
      continue;
    }
    const [written, name = '', fallback] = found;
    const said = env[name] === undefined || env[name] === '' ? fallback : env[name];
    if (said === undefined) faults.push(missing(written, name, env));
    result += said ?? '';
    done = index + written.length;
  }
  return { text: result + text.slice(done), faults };
}

/** Variables that are not set, wherever they stand in a file that cannot be read; those in comments mean nothing. */
export function unsetIn(text: string, env: Env): (VariableFault & { readonly at: number })[] {
  const said = text.replace(/(?<=^|\s)#.*$/gm, (comment) => ' '.repeat(comment.length));
  let from = 0;
  return substituted(said, env).faults.flatMap((one) => {
    const at = said.indexOf(one.written, from);
    from = at + one.written.length;
    return one.code === 'missing-variable' ? [{ ...one, at }] : [];
  });
}

function missing(written: string, name: string, env: Env): VariableFault {
  const near = nearest(name, Object.keys(env));
  return {
    code: 'missing-variable',
    written,
    message: `the environment has no ${name}, and no default is given`,
    suggestion: near === undefined ? `set it, or write \${${name}:-default}` : `did you mean \${${near}}?`,
  };
}

const unreadable = (rest: string): VariableFault => ({
  code: 'bad-variable',
  written: '${',
  message: rest.includes('}') ? `${rest.slice(0, rest.indexOf('}') + 1)} names no variable` : 'this ${ is never closed',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how variables are written in documents
  suggestion: 'write ${NAME} or ${NAME:-default}, and $${ where ${ is meant as it stands',
});
