import { MODELS } from '../../../access/roles.ts';
import { invalid } from '../../../domain/errors.ts';
import { columns, face } from '../../face.ts';

/** Makes a workspace. */
export const create = face({
  usage: 'create <name>',
  about: 'make a workspace; its owner becomes the first holder of the top role',
  examples: [
    ['switchboard workspaces create "Acme" --model standard-admin --owner ada@acme.com', 'roles Standard and Admin'],
    [
      'switchboard workspaces create "Beta" --model owner-manager-agent --owner ada@acme.com --products conversations,blast',
      'roles Owner, Manager, Agent, Billing',
    ],
  ],
  flags: [
    { flags: '--model <model>', about: `the role model: ${MODELS.join(' or ')}` },
    { flags: '--owner <email>', about: 'who holds the top role; the acting user when left out' },
    { flags: '--owner-name <name>', about: "the owner's name" },
    { flags: '--slug <slug>', about: 'the name that scripts use; made from the name when left out' },
    { flags: '--products <products...>', about: 'products to activate at once' },
  ],
  operation: async () => (await import('../../../operations/workspaces/create.ts')).createWorkspace,
  gather: (given, { context }) => {
    const owner = given.text('owner') ?? context.as;
    if (owner === null) throw invalid('usage', 'who will own it? name them with --owner EMAIL');
    return {
      name: given.args[0] as string,
      slug: given.text('slug'),
      model: (given.text('model') ?? 'standard-admin') as (typeof MODELS)[number],
      owner,
      ownerName: given.text('ownerName'),
      products: [...(given.list('products') ?? [])],
    };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('workspace', 'name', 'model', 'owner', 'role', 'products'),
    notes: [`next: switchboard context set as ${answer.owner}`],
  }),
  names: (answer) => [answer.workspace],
});
