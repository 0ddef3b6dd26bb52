import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './tools/chromium.ts';

/** The whole product in a browser. One worker: a test file is a story, and each starts a server, a database and a registry of its own. */
export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  globalSetup: './tests/browser/build-pages.ts',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // The JSON goes to PLAYWRIGHT_JSON_OUTPUT_NAME, which `tools/test.ts` sets to count the tests.
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME === undefined ? [] : [['json'] as const])],
  use: {
    launchOptions: await chromiumOptions(),
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
