import { conflict, Failure, invalid } from '../../../domain/errors.ts';
import { whoami } from '../../../operations/whoami.ts';
import { createWorkspace } from '../../../operations/workspaces/create.ts';
import { editWorkspace } from '../../../operations/workspaces/edit.ts';
import { restoreWorkspace } from '../../../operations/workspaces/restore.ts';
import { showWorkspace } from '../../../operations/workspaces/show.ts';
import type { Site } from '../site.ts';
import { differences, fresh, type Steps, same, step, type Told } from '../step.ts';

/** The workspace itself: founded where it is not there, by the document's owner where nobody else is named. */
export async function* workspaceSteps(site: Site): Steps {
  const { hand, document, placeOf } = site;
  const { slug, name = slug, model, owner, state } = document.workspace;
  const said = { kind: 'workspace', name: slug, place: placeOf(['workspace']) } as const;
  const isNobody = hand.isNobody();
  const first = owner ?? hand.actor;
  if (isNobody) hand.actor = first;
  const there = await workspaceThere(site);
  if (there === undefined) {
    if (first === null || model === undefined) throw unfounded(said, model === undefined);
    const ownerName =
      document.users?.find(({ email }) => email.toLowerCase() === first.toLowerCase())?.name ?? undefined;
    const input = { slug, name, model, owner: first, ownerName, products: [] };
    const what = fresh({ name, model, owner: first });
    return yield step({ ...said, change: 'make', what }, async () => createWorkspace, input);
  }
  // Only a founding is done by whoever the document names.
  if (isNobody) throw noActor();
  if (model !== undefined && model !== there.model) {
    throw conflict('other-model', `the workspace "${slug}" is of the model ${there.model}, and stays so`, {
      hint: `say model: ${there.model}, or name another workspace`,
      details: { place: said.place },
    });
  }
  if (there.state === 'archived' && state === 'active') {
    const what = [{ what: 'state', from: 'archived', to: 'active' }];
    yield step({ ...said, change: 'edit', what }, async () => restoreWorkspace, {});
  }
  const what = differences({ name: there.name }, { name: document.workspace.name });
  if (what.length === 0) yield same('workspace');
  else yield step({ ...said, change: 'edit', what }, async () => editWorkspace, { name });
}

/** Archives it, once everything else is done. */
export async function* workspaceEnds(site: Site): Steps {
  const { slug, state } = site.document.workspace;
  if (state !== 'archived' || (await workspaceThere(site))?.state === 'archived') return;
  const { archiveWorkspace } = await import('../../../operations/workspaces/archive.ts');
  const said = { kind: 'workspace', name: slug, place: site.placeOf(['workspace', 'state']) } as const;
  const what = [{ what: 'state', from: 'active', to: 'archived' }];
  yield step({ ...said, change: 'edit', what }, async () => archiveWorkspace, {});
}

/** The workspace as it is, if it is there for the acting user: what all its members know of it is asked for first. */
async function workspaceThere({ hand, document }: Site) {
  const { slug, name } = document.workspace;
  try {
    const own = await hand.ask(whoami, {}, ({ workspaces }) => workspaces.find((one) => one.workspace === slug));
    if (own !== undefined && name === undefined) return { ...own, name: slug };
    return await hand.ask(showWorkspace, {}, (answer) => answer);
  } catch (error) {
    if (error instanceof Failure && error.code === 'workspace.missing') return undefined;
    throw error;
  }
}

const noActor = () =>
  invalid('no-actor', 'who acts? a document is applied with the rights of one user', {
    hint: 'name them with --as EMAIL or SWITCHBOARD_AS, or keep them: switchboard context set as EMAIL',
  });

const unfounded = ({ name, place }: Pick<Told, 'name' | 'place'>, lacksModel: boolean) =>
  invalid('unfounded', `there is no workspace "${name}" yet, and the document does not say how to found it`, {
    details: { place },
    hint: lacksModel
      ? 'say model: standard-admin or model: owner-manager-agent under workspace:'
      : 'say owner: EMAIL under workspace:, or name who acts with --as',
  });
