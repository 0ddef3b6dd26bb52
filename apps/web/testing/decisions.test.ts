import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { openPage, tabTo, usePages } from './open-page.ts';

usePages();

it('accepts a risk with the keyboard, shows it as decided, and ends it', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0?finding=CVE-2023-44487');
  const panel = page.getByRole('dialog', { name: 'CVE-2023-44487' });
  await panel.getByText('Why it is here').waitFor();
  await tabTo(page, 'Decide…');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Decide on CVE-2023-44487' });
  await dialog.getByText('Hides 3 findings in 3 tags.').waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  await dialog.getByRole('radio', { name: 'Tags of shop/web that fit' }).check();
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('1.4*');
  await dialog.getByText('Hides 1 finding in 1 tag.').waitFor();
  await dialog.getByRole('button', { name: 'Accept the risk' }).click();
  await dialog.getByText('Say why, in a few words').waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Behind the load balancer');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await panel.getByText('Decided: accepted').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('136 of 137').waitFor();
  await page.getByText('Decided 1', { exact: true }).click();
  await page.getByText('1 of 137').waitFor();
  expect(new URL(page.url()).searchParams.get('decided')).toBe('decided');
  expect(await page.getByTitle(/Accepted, by sam@example.com until .*: Behind the load balancer/).textContent()).toBe('accepted');

  await page.goto('/decisions');
  await page.getByText('2 open decisions').waitFor();
  await page.getByRole('button', { name: /End: CVE-2023-44487 in nginx, shop\/web, tags 1\.4\*/ }).click();
  const ending = page.getByRole('dialog', { name: 'End this decision?' });
  await ending.getByText('1 finding in 1 image will be open again').waitFor();
  await ending.getByRole('textbox', { name: 'Why it ends' }).fill('The balancer is gone');
  await ending.getByRole('button', { name: 'End the decision' }).click();
  await page.getByText('1 open decision', { exact: true }).waitFor();
  await page.getByText('Over', { exact: true }).click();
  await page.getByText('The balancer is gone').filter({ visible: true }).waitFor();
});

it('decides on a vulnerability everywhere, for good, as not affected', async () => {
  const { page, server } = await openPage('/vulnerabilities/CVE-2023-44487');
  await page.getByRole('button', { name: 'Decide…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide on CVE-2023-44487' });
  await dialog.getByRole('radio', { name: 'Not affected' }).check();
  await dialog.getByLabel('Because').selectOption('Something in the image already prevents it');
  await dialog.getByText('Never', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Streams are limited in the configuration');
  await dialog.getByRole('button', { name: 'Mark as not affected' }).click();
  await dialog.waitFor({ state: 'hidden' });

  expect(server.api.state.decisions[0]).toMatchObject({
    kind: 'not-affected',
    justification: 'inline_mitigations_already_exist',
    vulnerability: 'CVE-2023-44487',
    scope: {},
  });
  expect(server.api.state.decisions[0]).not.toHaveProperty('expiresAt');
  expect(server.api.state.decisions[0]).not.toHaveProperty('packagePattern');
});

it('lets a viewer read decisions and decide nothing', async () => {
  const { page } = await openPage('/decisions', { scenario: 'viewer' });
  await page.getByText('Behind the load balancer').waitFor();
  expect(await page.getByRole('button', { name: /^End/ }).count()).toBe(0);

  await page.goto('/images/1/shop%2Fweb/1.4.0?finding=CVE-2023-44487');
  await page.getByText('Why it is here').waitFor();
  expect(await page.getByRole('button', { name: 'Decide…' }).count()).toBe(0);
});
