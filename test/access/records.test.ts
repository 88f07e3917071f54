// One rule, two readings, on real stores: what lists and counts show of records is what decisions say of each.
import { expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { activeMembers, atRandom, everyRecord, toldOf } from '../support/records.ts';

it.each([
  ['acme', acmeAtWork, 1],
  ['acme', acmeAtWork, 2],
  ['beta', betaAtWork, 3],
  ['beta', betaAtWork, 4],
])(
  'in %s everyone is listed and counted exactly the records that they are told they may see',
  async (_, found, seed) => {
    const place = await found();
    await place.ok('products activate conversations blast').catch(() => {});
    if (found === acmeAtWork) await place.ok('grants add cy@acme.com --lines +15550101 --products blast,conversations');
    if (found === betaAtWork) await place.ok('users restrict cy@beta.com contacts=self');
    await atRandom(place, `records ${seed}`);
    const names = await everyRecord(place);
    const members = await activeMembers(place);
    for (const member of members) {
      for (const noun of ['contacts', 'conversations', 'blasts'] as const) {
        const expected = await toldOf(place, member, noun, names[noun]);
        const listed = await place.run(`${noun} list${noun === 'blasts' ? '' : ' --limit 0'} -q --as ${member}`);
        const seen = listed.code === 3 ? [] : listed.out.trim().split('\n').filter(Boolean).sort();
        expect({ member, noun, seen }).toEqual({ member, noun, seen: expected });
        const counted = await place.run(`${noun} list --count -q --as ${member}`);
        if (counted.code === 0 && noun !== 'blasts')
          expect([member, noun, counted.out.trim()]).toEqual([member, noun, String(expected.length)]);
        const hidden = names[noun].find((name) => !expected.includes(name) && !name.startsWith('+15550102'));
        if (hidden === undefined || listed.code === 3) continue;
        const shown = await place.run([noun, 'show', hidden, '--as', member]);
        // What was on a line that is gone was seen by whoever reached it, and is refused with the reason.
        if (shown.code === 3 && shown.err.includes('line.inactive')) continue;
        const nothing = NOTHING[noun];
        const absent = await place.run([noun, 'show', nothing, '--as', member]);
        expect([shown.code, shown.err.replaceAll(hidden, nothing)]).toEqual([4, absent.err]);
      }
    }
  },
);

/** Names of what is not there. */
const NOTHING = { contacts: '+16175559999', conversations: '+15550100/+16175559999', blasts: 'nothing' } as const;
