import { foldedName } from '../../../domain/contact-name.ts';
import { addTemplate } from '../../../operations/templates/add.ts';
import { editTemplate } from '../../../operations/templates/edit.ts';
import { listTemplates } from '../../../operations/templates/list.ts';
import { removeTemplate } from '../../../operations/templates/remove.ts';
import { all, type Site } from '../site.ts';
import { differences, fresh, type Steps, same, step } from '../step.ts';

const templatesThere = ({ hand }: Site) =>
  hand.ask(listTemplates, { search: undefined }, ({ templates }) => all(templates));

/** Adds the templates that are not there, and changes the texts of others. */
export async function* templateSteps(site: Site): Steps {
  const { templates } = site.document;
  if (templates === undefined) return;
  const there = await templatesThere(site);
  for (const [i, { name, body }] of templates.entries()) {
    const said = { kind: 'templates', name, place: site.placeOf(['templates', i]) } as const;
    const now = there.find((one) => foldedName(one.name) === foldedName(name));
    if (now === undefined) {
      yield step({ ...said, change: 'make', what: fresh({ body }) }, async () => addTemplate, { name, body });
      continue;
    }
    const what = differences({ name: now.name, body: now.body }, { name, body });
    if (what.length === 0) yield same('templates');
    else yield step({ ...said, change: 'edit', what }, async () => editTemplate, { template: now.name, name, body });
  }
}

/** Removes the others. */
export async function* templatesPruned(site: Site): Steps {
  const { templates } = site.document;
  if (templates === undefined) return;
  const said = new Set(templates.map(({ name }) => foldedName(name)));
  for (const { name } of await templatesThere(site)) {
    if (said.has(foldedName(name))) continue;
    yield step({ change: 'remove', kind: 'templates', name }, async () => removeTemplate, { template: name });
  }
}
