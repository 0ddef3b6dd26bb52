import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { buildWeb } from '../../../tools/build-web.ts';
import { launchChromium } from '../../../tools/chromium.ts';
import type { Scenario } from '../src/testing/fake-state.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';

let browser: Browser;
let opened: { server: FakeServer; context: BrowserContext } | undefined;
let said: string[] = [];

/** Builds the pages and starts a browser for the tests of a file; each test gets a server and a context of its own. */
export function usePages(): void {
  beforeAll(async () => {
    await buildWeb();
    browser = await launchChromium();
  });
  afterEach(async () => {
    await opened?.context.close();
    await opened?.server.close();
    opened = undefined;
  });
  afterAll(() => browser.close());
}

/** What the page complained about since it was opened: broken content security policy, crashed code. */
export function complaints(): readonly string[] {
  return said;
}

export async function openPage(
  path: string,
  { scenario = 'full', width = 1440, scheme = 'light' }: { scenario?: Scenario; width?: number; scheme?: 'light' | 'dark' } = {},
): Promise<{ page: Page; server: FakeServer }> {
  said = [];
  const server = await startFakeServer(scenario);
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    baseURL: server.url,
  });
  opened = { server, context };
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => said.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) said.push(message.text());
  });
  await page.goto(path);
  return { page, server };
}

/** Moves the focus with Tab until it stands on what has this accessible name. @throws Error if a whole round does not find it */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 120; step++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return false;
      const label = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((each) => each.textContent).join(' ') : '';
      return [element.getAttribute('aria-label'), element.textContent, label].some((text) => text?.trim().startsWith(wanted) === true);
    }, name);
    if (found) return;
  }
  throw new Error(`Tab never reached "${name}"`);
}
