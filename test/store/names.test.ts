import { expect, it } from 'vitest';
import { nameTaken } from '../../src/domain/work-name.ts';
import { namesLike } from '../../src/store/names.ts';
import { withStore } from '../../src/store/open.ts';
import { chance } from '../support/chance.ts';
import { acme } from '../support/desk.ts';

/** What names are made of that are hard to tell apart: cases, blanks, wide letters, ligatures, signs for letters. */
const BITS = [
  ...['a', 'A', 'i', 'I', 'k', 'K', 'fi', 'FI', 'ss', ' ', '  ', '-', '.'],
  ...[
    '\uFF21',
    '\uFF41',
    '\u212A',
    '\uFB01',
    '\u0130',
    '\u0131',
    '\u00DF',
    '\u00E9',
    'e\u0301',
    '\u00A0',
    '\u03A3',
    '\u03C3',
  ],
];

it('of all names those are found that a name may be taken for, and few beside them', async () => {
  const random = chance('names');
  const bit = () => BITS[(random(1)[0] as number) % BITS.length] as string;
  const names = new Set<string>(['hours', 'days', 'weeks']);
  while (names.size < 400) {
    const name = Array.from({ length: 1 + ((random(1)[0] as number) % 3) }, bit)
      .join('')
      .trim();
    if (name !== '') names.add(name);
  }
  const rows = [...names].map((name, i) => ({ id: i + 1, name }));
  const place = await acme();
  await place.store.meddle(
    `insert into templates (workspace_id, id, name, body, version, made, changed) values ${rows
      .map(({ id, name }) => `(1, ${id}, '${name}', 'text', 1, 1, 1)`)
      .join(', ')}`,
  );
  await withStore(await place.store.address('ada@acme.com'), 'read', { workspace: 'acme' }, async (connection) => {
    for (const { name } of rows) {
      const fresh = { id: 0, name };
      const others = rows.filter((row) => row.name !== name);
      const like = (await namesLike(connection, 'templates', 1, name)).filter((row) => row.name !== name);
      expect(nameTaken('template', fresh, like) === undefined, name).toBe(
        nameTaken('template', fresh, others) === undefined,
      );
    }
    const plain = (await namesLike(connection, 'templates', 1, 'HOURS')).filter(({ name }) => /^[a-z]+$/.test(name));
    expect(plain.map(({ name }) => name)).toEqual(['hours']);
  });
});
