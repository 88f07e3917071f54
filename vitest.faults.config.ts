import { defineConfig } from 'vitest/config';

/** What every run of the tests does a few times is done often here, on each store. */
const OFTEN = { TEST_ROUNDS: 'often' };
const globalSetup = ['test/support/server.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    projects: [
      { extends: true, test: { name: 'faults', include: ['test/faults/**/*.faults.ts'] } },
      { extends: true, test: { name: 'races on a file', include: ['test/races.test.ts'], env: OFTEN } },
      {
        extends: true,
        test: {
          name: 'on a server',
          include: ['test/races.test.ts', 'test/server/{faults,outages}.test.ts'],
          env: { ...OFTEN, TEST_STORE: 'postgres' },
          globalSetup,
        },
      },
    ],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
  },
});
