import type { GrantAnswer } from '../../../operations/grants/list.ts';
import { column, columns, face, namesIn } from '../../face.ts';

/** Lists grants. */
export const list = face({
  usage: 'list',
  about: 'list who was granted which lines and products, when and by whom',
  examples: [
    ['switchboard grants list --member bo@acme.com', 'what bo holds'],
    ['switchboard grants list --line +15550100 --format csv', 'who holds that line, for a spreadsheet'],
  ],
  flags: [
    { flags: '--member <emails...>', about: 'only what these members hold' },
    { flags: '--line <lines...>', about: 'only grants of these lines' },
    { flags: '--product <products...>', about: 'only grants of these products' },
    { flags: '--sort <field>', about: 'member (the default), line, product or since' },
  ],
  notes: 'What a role reaches without a grant is not listed: see switchboard access show MEMBER.',
  operation: async () => (await import('../../../operations/grants/list.ts')).listGrants,
  gather: (given) => ({
    members: given.list('member') as string[] | undefined,
    lines: given.list('line') as string[] | undefined,
    products: given.list('product') as string[] | undefined,
    sort: (given.text('sort') ?? 'member') as 'member',
  }),
  show: ({ grants }) => ({
    columns: columns<GrantAnswer>('member', 'line', 'product', column('since', { kind: 'time' }), 'by'),
    rows: grants as AsyncIterable<GrantAnswer & Record<string, unknown>>,
    empty: 'no grants match',
  }),
  names: ({ grants }) => namesIn(grants, ({ member, line, product }) => `${member} ${line ?? product}`),
});
