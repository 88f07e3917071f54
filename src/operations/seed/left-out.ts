import { type Action, CATALOGUE } from '../../access/actions.ts';
import type { QueryPass } from '../../access/pass.ts';
import type { Subject } from '../../access/subject.ts';
import { listed, plural } from '../../domain/words.ts';
import { keptOfLines, pastProducts } from '../../store/out-of-use.ts';
import { type Held, isShown, lacking, productsOf } from './rights.ts';

/** What is left out for want of a right, and what is there only as far as the acting user sees. */
export const unseenSays = (actor: Subject, parts: readonly Held[], narrowed: readonly Held[]): string[] =>
  parts.flatMap((part) => {
    const rights = lacking(actor, part);
    if (rights.length > 0) return [`${part}: you may not ${listed(rights.map(doesOf), 'or')}`];
    return narrowed.includes(part) ? [`${part} that you do not see`] : [];
  });

/** What is kept, and is back only with its line or its product. */
export async function unusedSays({ connection, workspace }: QueryPass, asked: readonly Held[]): Promise<string[]> {
  const kept = await keptOfLines(connection, workspace.id);
  const past = await pastProducts(connection, workspace.id);
  const told = kept.filter(({ kind, n }) => {
    const part = kind === 'consents' ? 'contacts' : kind;
    return n > 0 && asked.includes(part) && isShown(part, workspace);
  });
  const onLines = listed(told.map(({ kind, n }) => plural(n, kind.slice(0, -1))));
  return [
    ...(onLines === '' ? [] : [`${onLines} on lines that were removed`]),
    ...asked.flatMap((part) => {
      const product = isShown(part, workspace) ? undefined : past.find((one) => productsOf(part).includes(one));
      return product === undefined ? [] : [`${part}: the product ${product} is not activated any more`];
    }),
  ];
}

const doesOf = (action: Action): string => CATALOGUE.find(({ name }) => name === action)?.does ?? action;

/** Consents that no contact of the document has. */
export function consentSays({ consents, said }: { consents: number; said: number }, isWhole: boolean) {
  const left = consents - said;
  return isWhole && left > 0 ? `${plural(left, 'consent')} at addresses that belong to no contact` : undefined;
}
