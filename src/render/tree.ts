import { safe } from './safe.ts';
import { type Paint, paintFor, type Terminal } from './terminal.ts';
import type { Branch } from './view.ts';
import { wrap } from './width.ts';

/** The sign in front of a branch: passed, failed, neither. */
export const MARKS = { pass: '✓', fail: '✗', none: '·' } as const;

const READABLE = 24;

const signOf = ({ mark }: Branch, paint: Paint): string => {
  if (mark === undefined) return '';
  const colour = mark === 'pass' ? paint.green : mark === 'fail' ? paint.red : paint.dim;
  return `${colour(MARKS[mark])} `;
};

/** A tree drawn with ├─ and └─; on a terminal long text goes on below its beginning. */
export async function treeText(root: Branch, terminal: Terminal): Promise<string> {
  const paint = await paintFor(terminal);
  const lines: string[] = [];

  // `first` leads the branch's own line, `rest` everything below it; both are `indent` columns wide.
  const draw = (branch: Branch, first: string, rest: string, indent: number): void => {
    const children = branch.children ?? [];
    const sign = signOf(branch, paint);
    const hanging = `${rest}${children.length > 0 ? '│ ' : '  '}`;
    const room = Math.max(READABLE, terminal.columns - indent - 2);
    for (const [at, text] of wrap(safe(branch.text), room).entries()) {
      lines.push(at === 0 ? paint.dim(first) + sign + text : paint.dim(hanging) + text);
    }
    for (const [at, child] of children.entries()) {
      const last = at === children.length - 1;
      draw(child, `${rest}${last ? '└─ ' : '├─ '}`, `${rest}${last ? '   ' : '│  '}`, indent + 3);
    }
  };

  draw(root, '', '', 0);
  return `${lines.join('\n')}\n`;
}
