import { expect, it } from 'vitest';
import { complaints, openPage, usePages } from './open-page.ts';

usePages();

it('shows what runs out of time first, and counts by repository and registry', async () => {
  const { page } = await openPage('/policies/2');
  const rows = page.getByRole('table', { name: 'Images under this policy' }).getByRole('row');
  await page.getByText('overdue by 9 days').filter({ visible: true }).first().waitFor();
  expect(await rows.nth(1).textContent()).toContain('overdue by 9 days');
  expect(
    await page
      .getByRole('table')
      .getByText(/due in [45] days/)
      .count(),
  ).toBeGreaterThan(0);

  await page.getByText('Repositories', { exact: true }).click();
  await page.getByRole('table', { name: 'repositories under this policy' }).waitFor();
  expect(new URL(page.url()).search).toBe('?by=repository');
  await page.getByText('Registries', { exact: true }).click();
  await page.getByRole('table', { name: 'registries under this policy' }).getByText('Production').first().waitFor();
  expect(complaints()).toEqual([]);
});

it('asks before an own policy is removed, and says what is lost', async () => {
  const { page, server } = await openPage('/policies/5');
  await page.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Shop goes live?' });
  await dialog.getByText(/what it says of \d+ images?, and since when/).waitFor();
  await dialog.getByText('its trend of 30 days').waitFor();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(server.api.state.policies).toHaveLength(5);

  await page.getByRole('button', { name: 'Remove…' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.waitForURL(/\/policies$/);
  expect(server.api.state.policies).toHaveLength(4);
});

it('lets one that comes with the product be switched, and not removed', async () => {
  const { page, server } = await openPage('/policies/2');
  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('button', { name: 'Switch on' }).waitFor();

  expect(server.api.state.policies.find(({ id }) => id === 2)?.enabled).toBe(false);
  expect(await page.getByRole('button', { name: 'Remove…' }).count()).toBe(0);
});

it('leads from a repository to its CIS sections, and from there to the configuration of an image', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb');
  await page.getByRole('link', { name: 'CIS sections' }).click();
  await page.getByText('A user of its own').waitFor();
  expect(new URL(page.url()).search).toBe('?tab=cis&connection=1&repository=shop%2Fweb');
  await page.getByText('An image cannot tell. Which bases you trust').waitFor();

  await page.getByText(/images that violate it$/).click();
  const href = await page
    .getByRole('link', { name: /^shop\/web:/ })
    .first()
    .getAttribute('href');
  expect(href).toMatch(/^\/images\/1\/shop%2Fweb\/[^/?]+\?tab=configuration&platform=linux%2Famd64$/);
  expect(complaints()).toEqual([]);
});
