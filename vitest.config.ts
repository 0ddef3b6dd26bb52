import { defineConfig } from 'vitest/config';

const INTEGRATION = [
  'packages/db/src/**/*.test.ts',
  'packages/ecr/src/**/*.test.ts',
  'apps/server/src/**/*.test.ts',
  'apps/cli/src/**/*.test.ts',
  'apps/demo/src/{demo,program}.test.ts',
  'apps/ecr-emulator/src/**/*.test.ts',
  'apps/web/testing/**/*.test.ts',
  'tests/integration/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Every core: most of what takes long waits for a browser, a database or another process. Without it a machine of two cores runs one file at a time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'tests/structure/**/*.test.ts'],
          exclude: INTEGRATION,
          // What hostile input may take, on a busy machine too.
          testTimeout: 20_000,
        },
      },
      { test: { name: 'integration', include: INTEGRATION, testTimeout: 60_000, hookTimeout: 120_000 } },
      { test: { name: 'corpus', include: ['tests/corpus/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 } },
    ],
  },
});
