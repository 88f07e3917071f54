import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';

interface Report {
  batch: string | null;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  faulty: number;
  rows: number;
  faults: { line: number; column: number | null; field: string; code: string; value: string; message: string }[];
}

const importing = async (place: Desk, csv: string, flags = ''): Promise<Report & { code: number }> => {
  place.write('contacts.csv', csv);
  const { code, out, err } = await place.run(`contacts import contacts.csv --format json ${flags}`);
  if (out === '') throw new Error(err);
  return { ...(JSON.parse(out) as Report), code };
};

describe('a file of contacts', () => {
  it('adds everyone with what their row says', async () => {
    const place = await acmeAtWork();
    await place.ok('fields add Size --kind choice --choices small,large');
    expect(
      await importing(
        place,
        'PHONE,email,First Name,last-name,tags,assignee,time zone,size\n+15550123456,Di@Example.com,Di,Ek,VIP;fair|vip,bo@acme.com,america/new_york,LARGE\n,ed@example.com,,,,,,\n',
      ),
    ).toMatchObject({ code: 0, added: 2, rows: 2, rejected: 0, faults: [] });
    expect(await place.store.rows('select * from contacts')).toEqual([]);
  });
});
