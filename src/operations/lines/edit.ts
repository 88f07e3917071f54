import { lineInSight, lineQuestion } from '../../access/lines.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { invalid } from '../../domain/errors.ts';
import { fits } from '../../domain/line-address.ts';
import { lineKind } from '../../domain/line-kinds.ts';
import { lineName, nameClash } from '../../domain/line-name.ts';
import { namedLines, editLine as writeLine } from '../../store/lines.ts';
import { optional, read, text } from '../input.ts';

/** Changes a line's name or kind; its address stays what it is. */
export const editLine = change({
  name: 'lines edit',
  needs: ['lines.edit'],
  input: {
    line: text(),
    /** An empty name takes the name away. */
    name: optional(read(lineName)),
    kind: optional(read(lineKind)),
  },
  asks: async ({ line }, sight) => [await lineQuestion(sight, 'lines.edit', line)],
  does: async (pass, input) => {
    const { db, workspace } = pass;
    if (input.name === undefined && input.kind === undefined) {
      throw invalid('usage', 'nothing is said of what to change', { hint: 'say --name NAME or --kind KIND, or both' });
    }
    const line = await lineInSight(pass, 'lines.edit', input.line);
    const { id, address } = line;
    if (input.kind !== undefined && !(await fits(address, input.kind))) {
      throw invalid('bad-kind', `${address} cannot be the address of a line of kind ${input.kind}`, {
        hint: 'a line’s address stays; remove it and add another one',
      });
    }
    const name = input.name === undefined ? line.name : input.name;
    const kind = input.kind ?? line.kind;
    const clash = nameClash({ id, address, name }, await namedLines(db, workspace.id));
    if (clash) throw clash;
    const unchanged = name === line.name && kind === line.kind;
    const answer = { address, name, kind, change: unchanged ? 'unchanged' : 'edited' };
    if (unchanged) return new Unapplied(answer, 'unchanged');
    await writeLine(db, workspace.id, id, { kind, name });
    return answer;
  },
  counts: () => ({ edited: 1 }),
});
