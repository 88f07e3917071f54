import { founding } from '../../access/operation.ts';
import { keyOf } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { topRole } from '../../access/roles.ts';
import { productName } from '../../domain/product-name.ts';
import { slug, slugOf } from '../../domain/slug.ts';
import { userIdFor } from '../../store/identities.ts';
import { beginMembership } from '../../store/memberships.ts';
import { activateProducts } from '../../store/products.ts';
import { email, list, model, optional, read, text } from '../input.ts';

const slugFor = (input: { readonly slug?: string | undefined; readonly name: string }): string =>
  input.slug === undefined ? (slugOf(input.name) ?? slug(input.name)) : slug(input.slug);

/** Makes a workspace and seats its owner as the first holder of the model's top role. */
export const createWorkspace = founding({
  name: 'workspaces create',
  needs: ['workspace.edit'],
  input: {
    name: text(),
    slug: optional(text(40)),
    model: model(),
    owner: email(),
    ownerName: optional(text()),
    products: list(read(productName)),
  },
  founds: (input) => ({ slug: slugFor(input), name: input.name, model: input.model, owner: input.owner }),
  asks: () => [{ needs: 'workspace.edit', on: workspaceItself }],
  does: async ({ connection, db, workspace, entry }, { name, model, owner, ownerName, products }) => {
    const role = topRole(model).name;
    const userId = await userIdFor(connection, keyOf(owner), owner);
    await beginMembership(db, workspace.id, entry, { userId, role, status: 'active', name: ownerName ?? null });
    await activateProducts(db, workspace.id, entry, products);
    return { workspace: workspace.slug, name, model, owner, role, products };
  },
});
