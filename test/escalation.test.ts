// Every way we know to get more than one was given, tried by hand, end to end: none of them works.
// By file, by invitation, across workspaces and at the top: test/escalation.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from './support/companies.ts';
import { expectRefused } from './support/contents.ts';

const FOLDER = new URL('../fixtures/escalations/', import.meta.url);

/**
 * A page begins with its title. Each attempt is a paragraph: what is tried; after `$` what those who may did before it,
 * after `>` the line; last the code of the refusal.
 */
for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.txt'))) {
  const [title = name, ...attempts] = readFileSync(new URL(name, FOLDER), 'utf8').trimEnd().split('\n\n');
  describe(title, () => {
    it.each(attempts.map((attempt) => attempt.split('\n')))('%s', async (...paragraph) => {
      const [, ...rest] = paragraph as string[];
      const place = await (name.startsWith('acme') ? acmeAtWork() : betaAtWork());
      const lines = (mark: string) => rest.filter((line) => line.startsWith(mark)).map((line) => line.slice(2));
      const [line = ''] = lines('> ');
      for (const before of lines('$ ')) await place.ok(before);
      await expectRefused(place, line, rest.at(-1) as string);
      const audits = await Promise.all(['', ' --as al@acme.com'].map((as) => place.run(`audit verify${as}`)));
      expect(audits.some(({ code }) => code === 0)).toBe(true);
    });
  });
}
