import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import { effectOf, expectRefused } from '../support/contents.ts';
import { STORE } from '../support/databases.ts';

describe('nobody takes along into one workspace what they were given in another', () => {
  const second = async () => {
    const place = await acmeAtWork();
    place.env.SWITCHBOARD_WORKSPACE = 'acme';
    await place.ok('workspaces create Second --model standard-admin --owner ada@acme.com --products conversations');
    await place.ok('lines add +15550100 --kind sms --workspace second');
    return place;
  };

  it('neither an admin', async () => {
    const place = await second();
    await expectRefused(
      place,
      'users set-role ada@acme.com standard --workspace second --as al@acme.com',
      'member.stranger',
    );
    await expectRefused(place, 'lines show +15550100 --workspace second --as al@acme.com', 'member.stranger');
    await place.ok('audit verify --workspace second');
  });

  it('nor the holder of a line of the same number', async () => {
    const place = await second();
    await place.ok('users invite bo@acme.com --role standard --workspace second');
    await place.ok('users accept --workspace second --as bo@acme.com');
    const can = (slug: string) =>
      place
        .run(`access can bo@acme.com conversations.reply --line +15550100 --workspace ${slug}`)
        .then(({ code }) => code);
    expect([await can('acme'), await can('second')]).toEqual([0, 1]);
    expect(await place.run('lines show +15550100 --workspace second --as bo@acme.com')).toMatchObject({ code: 4 });
    const { lines } = await place.json<{ lines: unknown[] }>('lines list --workspace second --as bo@acme.com');
    expect(lines).toEqual([]);
  });

  // A server's owner makes its copies.
  it.runIf(STORE === 'sqlite')('nor who may look after a store that has workspaces of others in it', async () => {
    const place = await second();
    const restores = 'db restore copy.db --confirm switchboard.db';
    await place.ok('db backup copy.db');
    for (const line of ['db backup other.db', restores]) {
      const effect = await effectOf(place, `${line} --as al@acme.com`);
      expect(effect, line).toMatchObject({ code: 3, changed: false });
    }
  });
});

describe.runIf(STORE === 'sqlite')('nobody looks after a store in which they may not, then or now', () => {
  const restores = 'db restore copy.db --confirm switchboard.db --as al@acme.com';

  it('neither who was an admin when the backup was made', async () => {
    const place = await acmeAtWork();
    await place.ok('db backup copy.db');
    await place.ok('users set-role al@acme.com standard');
    await expectRefused(place, restores, 'role.lacks-action');
  });

  it('nor who became one since', async () => {
    const place = await acmeAtWork();
    await place.ok('users set-role al@acme.com standard');
    await place.ok('db backup copy.db');
    await place.ok('users set-role al@acme.com admin');
    await expectRefused(place, restores, 'role.lacks-action');
  });
});
