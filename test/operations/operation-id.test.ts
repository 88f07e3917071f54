import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import { effectOf, entriesOf } from '../support/contents.ts';
import { rosterOf } from '../support/program.ts';

const ID = '--operation-id 2026-11-26.add';

describe('a command that is run again under the same operation id', () => {
  it('is not done a second time, and says which entry it was', async () => {
    const place = await acmeAtWork();
    await place.ok(`lines add +15550199 ${ID}`);
    const { length } = await entriesOf(place);
    const again = await effectOf(place, `lines add +15550199 ${ID} --format json`);
    expect(again).toMatchObject({ code: 0, changed: false, written: [] });
    expect(JSON.parse(again.out)).toEqual({
      repeated: true,
      entry: length,
      at: '2026-11-21T12:00:00Z',
      operation: 'lines add',
    });
    expect(again.err).toContain(`done before, as entry ${length}`);
  });

  it('holds for a whole roster, also where it has changed since', async () => {
    const place = await acmeAtWork();
    place.write('roster.csv', rosterOf(20));
    await place.ok(`users invite roster.csv ${ID}`);
    await place.ok('users remove user3@acme.com --confirm user3@acme.com');
    expect(await effectOf(place, `users invite roster.csv ${ID}`)).toMatchObject({
      code: 0,
      changed: false,
      written: [],
    });
  });

  it('counts for the same command of the same person alone: anything else is a conflict', async () => {
    const place = await acmeAtWork();
    await place.ok(`lines add +15550199 ${ID}`);
    for (const line of [`products activate surveys ${ID}`, `lines add +15550198 ${ID} --as al@acme.com`]) {
      const { code, err, changed, written } = await effectOf(place, line);
      expect([code, changed, written]).toEqual([6, false, []]);
      expect(err).toContain('has this operation id, and is another command');
    }
  });

  it('is tried again where it was refused, rehearsed, or changed nothing: then nothing was done', async () => {
    const place = await acmeAtWork();
    await place.run(`lines add +15550199 ${ID} --as bo@acme.com`);
    await place.ok(`lines add +15550199 ${ID} --dry-run`);
    await place.ok(`products activate blast ${ID}`);
    expect(await effectOf(place, `lines add +15550199 ${ID}`)).toMatchObject({ code: 0, changed: true });
  });

  it('is refused where the id is none, before anything else', async () => {
    const place = await acmeAtWork();
    expect(await effectOf(place, 'lines add +15550199 --operation-id short')).toMatchObject({
      code: 2,
      changed: false,
    });
  });
});
