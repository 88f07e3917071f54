import { plural } from '../../domain/words.ts';
import { confirmed, confirmFlag } from '../confirm.ts';
import { column, columns, face, type Noun, words } from '../face.ts';

const activate = face({
  usage: 'activate <products...>',
  about: 'activate products; what is activated already stays as it is',
  examples: [
    ['switchboard products activate conversations blast', 'the two that actions belong to'],
    ['switchboard products activate surveys', 'another, by its name'],
  ],
  operation: async () => (await import('../../operations/products/activate.ts')).activateProducts,
  gather: (given) => ({ products: given.args.flatMap(words) }),
  show: ({ products, notes }) => ({
    columns: columns<(typeof products)[number]>('product', 'change'),
    rows: products,
    notes,
  }),
  names: ({ products }) => products.map(({ product }) => product),
});

const list = face({
  usage: 'list',
  about: 'list the activated products that you reach',
  examples: [
    ['switchboard products list', 'what is activated, since when, by whom'],
    ['switchboard products list --format json', 'the same for a script'],
  ],
  notes: 'Holders are members to whom the product was granted; a role may reach every product without a grant.',
  operation: async () => (await import('../../operations/products/list.ts')).listProducts,
  gather: () => ({}),
  show: ({ products }) => ({
    columns: columns<(typeof products)[number]>(
      'product',
      column('holders', { kind: 'number' }),
      column('since', { kind: 'time' }),
      'by',
    ),
    rows: products,
    empty: 'no products within your reach',
  }),
  names: ({ products }) => products.map(({ product }) => product),
});

const deactivate = face({
  usage: 'deactivate <product>',
  about: 'deactivate a product, and end every grant of it',
  examples: [
    ['switchboard products deactivate blast', 'asks for the name once more'],
    ['switchboard products deactivate blast --confirm blast', 'in a script'],
  ],
  flags: [confirmFlag('product')],
  operation: async () => (await import('../../operations/products/deactivate.ts')).deactivateProduct,
  gather: async (given, around) => {
    const product = given.args[0] as string;
    await confirmed(given, around, product);
    return { product };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('product', 'change', column('grants', { kind: 'number' })),
    notes: answer.grants === 0 ? [] : [`${plural(answer.grants, 'grant')} of it ended`],
  }),
  names: ({ product }) => [product],
});

/** Products. */
export const products: Noun = {
  name: 'products',
  about: 'products: activate, list and deactivate them',
  faces: [activate, list, deactivate],
};
