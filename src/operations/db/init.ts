import { upkeep } from '../../access/operation.ts';
import { keyOf } from '../../access/people.ts';
import { rules } from '../../access/walls.ts';
import { isAddress, shownStore } from '../../domain/address.ts';
import { invalid } from '../../domain/errors.ts';
import { setUp, setupScript } from '../../store/dialects/setup.ts';
import { boolean, record, string, text } from '../input.ts';

/** Makes a server ready to be shared, or only says how: its owner's login is what allows it, so it asks nobody. */
export const dbInit = upkeep({
  name: 'db init',
  needs: [],
  input: {
    ownerRole: text(63),
    appRole: text(63),
    /** Whose e-mail address each login stands for. */
    logins: record(string(), string()),
    print: boolean('yes or no'),
  },
  does: async ({ session, rehearsal }, { ownerRole, appRole, logins, print }) => {
    if (!isAddress(session.store)) {
      throw invalid('no-server', `${session.store} is a file: it is made ready by its first workspace`, {
        hint: 'make one: switchboard workspaces create NAME --owner EMAIL',
      });
    }
    const named = Object.entries(logins).map(([login, email]) => ({ login, email, key: keyOf(email) }));
    const setup = { ownerRole, appRole, logins: named };
    const database = shownStore(session.store);
    const roles = { database, ownerRole, appRole, logins };
    if (print) return { ...roles, from: 0, to: 0, statements: 0, sql: setupScript(setup, rules()) };
    const made = await setUp(session.store, session.env ?? {}, setup, rules(), rehearsal);
    return { ...roles, ...made, sql: null };
  },
});
