import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { cloneDatabase, pageFaults } from '../../src/store/dialects/upkeep.ts';
import { STORE } from '../support/databases.ts';
import { acme } from '../support/desk.ts';

/** Writes a row into each of two tables, one transaction after the other, with checkpoints in between. */
const WRITER = `
  const database = require('better-sqlite3')(process.argv[1], { timeout: 10000 });
  database.pragma('foreign_keys = off');
  database.pragma('wal_autocheckpoint = 20');
  const user = database.prepare("insert into users (email_key, email) values (?, ?)");
  const restriction = database.prepare("insert into restrictions values (1, ?, 'x', 1, null)");
  const both = database.transaction((i) => {
    user.run('w' + i, 'w' + i);
    restriction.run(i);
  });
  let i = 1000;
  setInterval(() => {
    for (let n = 0; n < 3; n++) both.immediate(i++);
    console.log('under way');
  }, 1);`;

it.runIf(STORE === 'sqlite')(
  'a copy of the file is whole, whoever is writing and taking the WAL into it',
  async () => {
    const place = await acme();
    const [from, to] = [place.path('switchboard.db'), place.path('copy.db')];
    const writer = spawn(process.execPath, ['-e', WRITER, from], { stdio: 'pipe' });
    onTestFinished(() => void writer.kill());
    await new Promise((resolve) => writer.stdout.resume().once('data', resolve));
    const seen = new Set<number>();
    for (let i = 0; i < 60; i++) {
      cloneDatabase(from, to, to);
      expect(pageFaults(to), `copy ${i}`).toEqual([]);
      const copy = new Database(to);
      const [restrictions, users] = ['restrictions', 'users'].map(
        (table) => copy.prepare(`select count(*) from ${table}`).pluck().get() as number,
      ) as [number, number];
      copy.close();
      expect(restrictions, `copy ${i}`).toBe(users - 1);
      seen.add(users);
      for (const ending of ['', '-wal', '-shm']) rmSync(to + ending, { force: true });
      await pause(2);
    }
    expect(seen.size).toBeGreaterThan(10);
  },
  60_000,
);
