import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage, usePages } from './open-page.ts';

usePages();

const seriousIn = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

it('selects with x, decides on all of them with a preview, and undoes it', async () => {
  const { page, server } = await openPage('/vulnerabilities');
  await page.getByRole('checkbox', { name: 'Select CVE-2023-44487' }).waitFor();
  const before = server.api.state.decisions.length;
  const names = await page
    .getByRole('checkbox', { name: /^Select CVE/ })
    .evaluateAll((boxes) => boxes.map((box) => box.ariaLabel?.slice(7)));

  // The first does nothing: no row has the focus yet.
  for (const key of ['x', 'j', 'x', 'j', 'j', 'x']) await page.keyboard.press(key);
  const bar = page.getByRole('region', { name: 'Selection' });
  await bar.getByText('2 selected').waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await bar.getByRole('button', { name: 'Decide…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide on 2 vulnerabilities' });
  await dialog.getByText(/^Hides [\d,]+ findings in \d+ images\.$/).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await dialog.getByRole('radio', { name: 'Repositories whose name fits' }).check();
  await dialog.getByText('Write the pattern that is missing').waitFor();
  await dialog.getByRole('textbox', { name: 'Repositories' }).fill('shop/*');
  await dialog.getByText(/^Hides [\d,]+ findings in \d images\.$/).waitFor();
  await dialog.getByRole('button', { name: 'Accept the risk' }).click();
  await dialog.getByText('Say why, in a few words').waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Only reached from inside');
  await dialog.getByRole('button', { name: 'Accept the risk' }).click();

  await dialog.waitFor({ state: 'hidden' });
  await bar.waitFor({ state: 'hidden' });
  const made = server.api.state.decisions.slice(0, 2);
  expect(server.api.state.decisions).toHaveLength(before + 2);
  expect(made).toMatchObject([
    { state: 'open', kind: 'accepted', scope: { repositoryGlob: 'shop/*' }, reason: 'Only reached from inside', vulnerability: names[2] },
    { state: 'open', vulnerability: names[0] },
  ]);

  await page.getByText('2 decisions made').waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('2 decisions ended; what they hid is open again.').waitFor();
  expect(made.map(({ state }) => state)).toEqual(['ended', 'ended']);
});

it('selects a range with shift, all that is shown, and nothing again', async () => {
  const { page } = await openPage('/vulnerabilities');
  const boxes = page.getByRole('checkbox', { name: /^Select CVE/ });
  await boxes.first().waitFor();
  const selection = page.getByRole('region', { name: 'Selection' });

  await boxes.nth(4).check();
  await boxes.nth(1).click({ modifiers: ['Shift'] });
  await selection.getByText('4 selected').waitFor();
  await boxes.nth(2).click();
  await selection.getByText('3 selected').waitFor();
  await page
    .locator('tr[data-index="6"] td')
    .first()
    .click({ modifiers: ['Shift'], position: { x: 3, y: 3 } });
  await selection.getByText('6 selected').waitFor();
  expect(await page.evaluate(() => String(window.getSelection()))).toBe('');
  expect(new URL(page.url()).pathname).toBe('/vulnerabilities');

  const all = page.getByRole('checkbox', { name: 'Select all shown' });
  await all.click();
  await selection.getByText('100 selected').waitFor();
  await page.getByRole('textbox', { name: 'Find a vulnerability' }).fill('44487');
  await selection.getByText('1 selected').waitFor();
  await page.getByRole('textbox', { name: 'Find a vulnerability' }).fill('');
  await selection.getByText('100 selected').waitFor();
  await all.click();
  await selection.waitFor({ state: 'hidden' });
});

it('lets nobody select more than can be decided at once', async () => {
  const { page } = await openPage('/vulnerabilities');
  await page.getByRole('checkbox', { name: 'Select CVE-2023-44487' }).waitFor();
  const scrollDown = async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    return page.locator('tr[data-index="340"]').count();
  };
  await expect.poll(scrollDown, { timeout: 15_000 }).toBe(1);

  await page.getByRole('checkbox', { name: 'Select all shown' }).click();

  await page.getByText('At most 200 at a time').waitFor();
  expect(await page.getByRole('button', { name: 'Decide…' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('At most 200 at a time').waitFor({ state: 'hidden' });
});

it('decides in the registry that the list shows alone, on a small screen too', async () => {
  const { page, server } = await openPage('/vulnerabilities?connection=1', { width: 390, scheme: 'dark' });
  await page.getByRole('checkbox', { name: 'Select CVE-2023-44487' }).check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Decide…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide on 1 vulnerability' });
  expect(await dialog.getByRole('radio', { name: 'All of Production' }).isChecked()).toBe(true);
  expect(await seriousIn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);

  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Known there');
  await dialog.getByRole('button', { name: 'Accept the risk' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(server.api.state.decisions[0]).toMatchObject({ scope: { connection: 1 }, vulnerability: 'CVE-2023-44487' });
});

it('offers a viewer nothing to select', async () => {
  const { page } = await openPage('/vulnerabilities', { scenario: 'viewer' });
  await page.getByText('341 vulnerabilities in 14 images').waitFor();
  await page.getByRole('link', { name: 'CVE-2023-44487' }).waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
});
