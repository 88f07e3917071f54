import { describe, expect, it } from 'vitest';
import { blastTo, consents, failure, london, type Ran } from '../support/blasts.ts';
import type { Desk } from '../support/desk.ts';
import { type Behaviour, gateway } from '../support/gateway.ts';

/** A blast that is due, at a rate at which nobody waits. */
async function due(people: number, body = 'Hello'): Promise<Desk> {
  const place = await blastTo(people, body);
  await place.ok('blasts edit spring --rate 100000');
  await place.ok('blasts send spring');
  return place;
}

const posts = (place: Desk, url: string, flags = '') =>
  place.json<Ran>(`blasts run spring --transport http --url ${url} ${flags}`);

const once = (taken: ReadonlyMap<string, number>): boolean => [...taken.values()].every((times) => times === 1);

describe('a blast by http', () => {
  it('is a post for each message, with its key, in the shape of the common API, and its secret from the environment', async () => {
    const place = await due(3, 'Hi {first_name|there}');
    const there = await gateway();
    place.env.SWITCHBOARD_GATEWAY_TOKEN = 's3cret';
    expect(await posts(place, there.url)).toMatchObject({
      blasts: [{ state: 'completed', outcomes: { handed: 3, waiting: 0, claimed: 0 } }],
    });
    expect(there.posted.map(({ fields }) => fields)).toEqual(
      [0, 1, 2].map((i) => ({ To: london(i), From: '+15550100', Body: 'Hi there' })),
    );
    expect(new Set(there.posted.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer s3cret']));
    const keys = (await place.ok('blasts messages spring -q')).trim().split('\n');
    expect(there.posted.map(({ key }) => key)).toEqual(keys);
    expect(await place.ok('audit export')).not.toContain('s3cret');
    expect(await posts(place, there.url)).toMatchObject({ blasts: [] });
    expect(there.posted).toHaveLength(3);
  });

  it('has at most so many under way at once, and no more segments a second than its rate', async () => {
    const place = await blastTo(8);
    await place.ok('blasts edit spring --rate 20');
    await place.ok('blasts send spring');
    const there = await gateway({ behaves: () => ({ does: 'dawdles', milliseconds: 60 }) });
    const begun = performance.now();
    await posts(place, there.url, '--at-once 2');
    expect(there.most()).toBeLessThanOrEqual(2);
    expect(performance.now() - begun).toBeGreaterThan(7 * 50);
  });

  it('tries again what was surely not taken, and heeds Retry-After', async () => {
    const place = await due(4);
    const said: Behaviour[] = [
      { does: 'answers', status: 500 },
      { does: 'answers', status: 429, after: '1' },
      { does: 'answers', status: 503 },
    ];
    const there = await gateway({ behaves: (_, nth) => said[nth - 1] ?? { does: 'takes' } });
    const begun = performance.now();
    expect(await posts(place, there.url, '--at-once 1')).toMatchObject({ blasts: [{ outcomes: { handed: 4 } }] });
    expect(performance.now() - begun).toBeGreaterThan(1000);
    expect(there.posted).toHaveLength(7);
    expect(once(there.taken)).toBe(true);
  });

  it('fails a message that the gateway will not have, and the blast where it will have none', async () => {
    const place = await due(3);
    const there = await gateway({
      behaves: ({ fields }) => (fields.To === london(1) ? { does: 'answers', status: 400 } : { does: 'takes' }),
    });
    expect(await posts(place, there.url)).toMatchObject({
      blasts: [{ state: 'completed', outcomes: { handed: 2, failed: 1 } }],
    });
    expect(await place.ok('blasts messages spring --state failed --format csv --fields to,outcome')).toContain(
      '400 not now',
    );
    const other = await due(2);
    const none = await gateway({ behaves: () => ({ does: 'answers', status: 401 }) });
    expect(await posts(other, none.url)).toMatchObject({ blasts: [{ state: 'failed', outcomes: { failed: 2 } }] });
  });

  it('leaves in doubt what may have been taken, until somebody says that it goes out again', async () => {
    const place = await due(5);
    let loses = true;
    const there = await gateway({
      behaves: ({ fields }) => ({
        does: loses && fields.To === london(2) ? 'lost' : loses && fields.To === london(3) ? 'deaf' : 'takes',
      }),
    });
    expect(await posts(place, there.url)).toMatchObject({
      blasts: [{ state: 'completed', outcomes: { handed: 3, uncertain: 2 } }],
    });
    expect(once(there.taken)).toBe(true);
    expect(await posts(place, there.url)).toMatchObject({ blasts: [] });
    loses = false;
    expect(await posts(place, there.url, '--retry-uncertain')).toMatchObject({
      blasts: [{ state: 'completed', outcomes: { handed: 5, uncertain: 0 } }],
    });
    expect(there.taken.get(there.posted.find(({ fields }) => fields.To === london(2))?.key ?? '')).toBe(2);
  });

  it('posts what is in doubt again, under the same key, to a gateway that knows keys', async () => {
    const place = await due(20);
    const there = await gateway({
      knowsKeys: true,
      behaves: (_, nth) => (nth % 3 === 0 ? { does: 'lost' } : nth % 5 === 0 ? { does: 'deaf' } : { does: 'takes' }),
    });
    expect(await posts(place, there.url, '--idempotent-gateway')).toMatchObject({
      blasts: [{ state: 'completed', outcomes: { handed: 20, uncertain: 0 } }],
    });
    expect(there.taken.size).toBe(20);
    expect(once(there.taken)).toBe(true);
  });

  it('waits for a gateway that is not there, and loses nothing', async () => {
    const place = await due(2);
    const gone = await gateway();
    await gone.end();
    const result = await posts(place, gone.url);
    expect(result).toMatchObject({ blasts: [{ outcomes: { waiting: 2, handed: 0 } }], due: '2026-11-21T12:01:00Z' });
  });

  it('heeds who opted out between two runs', async () => {
    const place = await due(2);
    await consents(place, london(1), 'opted-out');
    const there = await gateway();
    await posts(place, there.url);
    expect(there.posted.map(({ fields }) => fields.To)).toEqual([london(0)]);
  });

  it('takes no secret in an argument, and posts in the clear to this machine only', async () => {
    const place = await due(1);
    const said = async (flags: string) => (await failure(place, `blasts run --transport http ${flags}`)).code;
    expect(await said('')).toBe('usage');
    expect(await said('--url nowhere')).toBe('bad-url');
    expect(await said('--url https://me:secret@sms.example.com/')).toBe('secret-in-url');
    expect(await said('--url http://sms.example.com/')).toBe('not-encrypted');
    expect((await failure(place, 'blasts run --url https://sms.example.com/')).code).toBe('usage');
    expect((await failure(place, 'blasts run --transport htp')).hint).toBe('did you mean "http"?');
  });

  it('talks to the gateway that was named and to nobody else', async () => {
    const place = await due(1);
    const elsewhere = await gateway();
    const there = await gateway({ behaves: () => ({ does: 'answers', status: 307 }) });
    expect(await posts(place, there.url)).toMatchObject({ blasts: [{ outcomes: { failed: 1 } }] });
    expect(elsewhere.posted).toEqual([]);
  });

  it('is in the hands of one run at a time, until that is gone', async () => {
    const place = await due(3);
    const there = await gateway();
    const held = (runner: string, until: number) =>
      place.store.meddle(
        `update blasts set state = 'sending', report = '{"audience":{"recipients":3},"segments":3,"lease":{"runner":"${runner}","until":${until}}}'`,
        `update blast_messages set state = 'claimed', attempts = 1 where id = 1`,
      );
    await held('elsewhere/1/00', Date.parse('2026-11-21T12:03:00Z'));
    expect(await failure(place, `blasts run spring --transport http --url ${there.url}`)).toMatchObject({
      exit: 6,
      code: 'being-sent',
    });
    expect(await place.json<Ran>(`blasts run --transport http --url ${there.url}`)).toMatchObject({ blasts: [] });
    await held('desk/999999999/00', Date.parse('2026-11-21T12:03:00Z'));
    expect(await posts(place, there.url)).toMatchObject({ blasts: [{ outcomes: { handed: 2, uncertain: 1 } }] });
  });
});
