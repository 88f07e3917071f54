import { findLines } from '../../access/line-names.ts';
import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { conflict } from '../../domain/errors.ts';
import { lineAddress } from '../../domain/line-address.ts';
import { lineKind } from '../../domain/line-kinds.ts';
import { lineName, nameClash } from '../../domain/line-name.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { activateLine, beginLine, editLine, namedLines } from '../../store/lines.ts';
import { optional, read, text } from '../input.ts';

/** Adds a line to the workspace. One that was removed earlier is brought back, with its name and kind unless others are given. */
export const addLine = change({
  name: 'lines add',
  needs: ['lines.add'],
  input: {
    /** A phone number, an e-mail address or what the channel calls the line. */
    address: text(),
    kind: optional(read(lineKind)),
    name: optional(read(lineName)),
    /** The country (ISO 3166, two letters) whose national form a number may have. */
    country: optional(text(2)),
  },
  asks: () => [{ needs: 'lines.add', on: workspaceItself }],
  does: async ({ db, connection, workspace, entry }, input) => {
    const typed = await lineAddress(input.address, input.kind, input.country);
    const { address } = typed;
    const [found] = await findLines(connection, workspace, [address]);
    const former = found?.address === address ? found : undefined;
    if (former?.active) {
      throw conflict('line-exists', `there is a line ${address} already`, {
        hint: `see it: switchboard lines show ${shellWord(address)}`,
      });
    }
    const kind = input.kind ?? former?.kind ?? typed.kind;
    const name = input.name === undefined ? (former?.name ?? null) : input.name;
    const clash = nameClash({ id: former?.id ?? 0, address, name }, await namedLines(db, workspace.id));
    if (clash) throw clash;
    if (former === undefined) await beginLine(db, workspace.id, entry, { address, kind, name });
    else {
      await activateLine(db, workspace.id, entry, former.id);
      if (kind !== former.kind || name !== former.name) await editLine(db, workspace.id, former.id, { kind, name });
    }
    return { address, name, kind, change: former ? 'restored' : 'added' };
  },
  counts: ({ change: what }) => ({ [what]: 1 }),
});
