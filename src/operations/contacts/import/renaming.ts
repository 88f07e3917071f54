import type { ChangePass } from '../../../access/pass.ts';
import { nameKey } from '../../../domain/contact-name.ts';
import { type ContactApplication, renamedContacts, stageNameKeys } from '../../../store/contact-apply.ts';

const PAGE = 10_000;

/** Lays down by what the contacts whose names change are searched and sorted from now on, page by page. */
export async function stageNewNames({ connection }: ChangePass, application: ContactApplication): Promise<void> {
  for (let after = 0; ; ) {
    const page = await renamedContacts(connection, application, after, PAGE);
    await stageNameKeys(
      connection,
      page.map(({ id, first_name, last_name }) => [id, nameKey(first_name, last_name)] as const),
    );
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? after;
  }
}
