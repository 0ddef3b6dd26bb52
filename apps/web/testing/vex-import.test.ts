import { expect, it } from 'vitest';
import { complaints, openPage, usePages } from './open-page.ts';

usePages();

const DOCUMENT = JSON.stringify({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  author: 'Example Inc.',
  statements: [
    {
      vulnerability: { name: 'CVE-2023-44487' },
      products: [{ '@id': 'pkg:deb/debian/nginx' }],
      status: 'not_affected',
      impact_statement: 'HTTP/2 is switched off.',
    },
    { vulnerability: { name: 'CVE-2023-44487' }, products: [{ '@id': 'pkg:npm/left-pad@9' }], status: 'not_affected' },
    { vulnerability: { name: 'CVE-2021-23337' }, products: [{ '@id': 'pkg:npm/lodash' }], status: 'under_investigation' },
  ],
});

it('shows what a document becomes, row by row, and imports it', async () => {
  const { page, server } = await openPage('/decisions');
  await page.getByRole('link', { name: 'Import VEX' }).click();
  await page.getByRole('heading', { name: 'Import VEX' }).waitFor();

  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'example.json', mimeType: 'application/json', buffer: Buffer.from(DOCUMENT) });
  await page.getByText('example.json').waitFor();
  await page.getByLabel('Registry').selectOption({ label: 'Production' });
  await page.getByRole('button', { name: 'Show what it becomes' }).click();

  await page.getByText(/^1 decision would be made; .* 1 is not imported and 1 changes nothing\.$/).waitFor();
  await page.getByText('CVE-2023-44487 in nginx').waitFor();
  await page.getByText('HTTP/2 is switched off.', { exact: true }).waitFor();
  await page.getByText('Nothing that has CVE-2023-44487 is pkg:npm/left-pad@9.').waitFor();
  await page.getByText('statements[9]').waitFor();

  await page.getByRole('button', { name: 'Import 1 decision' }).click();
  await page.getByRole('heading', { name: '2 open decisions' }).waitFor();
  expect(server.api.state.decisions[0]).toMatchObject({
    scope: { connection: 1 },
    vulnerability: 'CVE-2023-44487',
    packagePattern: 'nginx',
    author: 'VEX: Example Inc., imported by sam@example.com',
  });
  expect(complaints()).toEqual([]);
});

it('takes pasted text, and asks again when something changes', async () => {
  const { page } = await openPage('/decisions/import');
  const show = page.getByRole('button', { name: 'Show what it becomes' });
  expect(await show.isDisabled()).toBe(true);

  await page.getByLabel('Text of the document').fill(DOCUMENT);
  await show.click();
  await page.getByRole('button', { name: 'Import 1 decision' }).waitFor();
  await page.getByLabel('Repositories').fill('nothing/*');
  expect(await page.getByRole('button', { name: /^Import / }).count()).toBe(0);

  await show.click();
  await page.getByText('Nothing would be decided').waitFor();
  expect(await page.getByRole('button', { name: 'Nothing to import' }).isDisabled()).toBe(true);
});

it('is not for viewers', async () => {
  const { page } = await openPage('/decisions/import', { scenario: 'viewer' });

  await page.getByText('Only editors decide').waitFor();
  expect(await page.getByLabel('Text of the document').count()).toBe(0);
});
