import { type Ask, change } from '../../access/operation.ts';
import { keyOf, membersNamed } from '../../access/people.ts';
import { on, workspaceItself } from '../../access/resource.ts';
import { missing } from '../../domain/errors.ts';
import { endToken, tokensOf } from '../../store/access-tokens.ts';
import { email, optional, text } from '../input.ts';

/** Takes a token out of force at once: one's own, or that of a member whom one's role manages. */
export const revokeToken = change({
  name: 'token revoke',
  needs: ['profile.edit', 'users.edit'],
  isOwn: true,
  input: { name: text(60), user: optional(email()) },
  asks: async ({ user }, sight) => {
    if (user === undefined || keyOf(user) === keyOf(sight.actor.email)) {
      return [{ needs: 'profile.edit', on: workspaceItself }];
    }
    const [member] = await membersNamed(sight, [user]);
    const ask: Ask<'users.edit'> = { needs: 'users.edit', on: on({ person: member?.person ?? null }) };
    return [ask];
  },
  does: async (pass, { name, user }) => {
    const { connection, workspace, actor, entry } = pass;
    const [member] = user === undefined ? [] : await membersNamed(pass, [user]);
    const owner = member?.subject ?? actor;
    const found = (await tokensOf(connection, workspace.id, owner.userId)).find((one) => one.name === name);
    if (found === undefined || (await endToken(connection, workspace.id, entry, found.id)) === 0) {
      throw missing('no-token', `${owner.email} has no token "${name}" in force`, {
        hint: 'see them: switchboard token list',
      });
    }
    return { revoked: name, user: owner.email, workspace: workspace.slug };
  },
});
