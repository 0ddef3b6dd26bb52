import { CompareDocument } from '@plimsoll/reports';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop, type Shop } from '../testing/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

async function compare(...args: string[]): Promise<string> {
  const { stdout } = await shop.run('compare', `${shop.images}:shop-web.1.5.0`, `${shop.images}:shop-web.1.6.0`, ...args);
  return stdout;
}

it('says what differs, and which part of the image it is in', async () => {
  const document = CompareDocument.parse(JSON.parse(await compare('--registry', shop.images, '--format', 'json')));

  expect(document.vulnerabilities).toEqual({
    added: [],
    removed: [
      { id: 'CVE-2026-3', purl: 'pkg:deb/debian/openssl@3.0.9-1?arch=source&distro=debian-12', severity: 'unknown', origin: 'base' },
    ],
    changed: [],
    unchanged: 3,
  });
  expect(document.packages.changed.map(({ name, origin }) => [name, origin])).toEqual([
    ['pkg:deb/libssl3', 'base'],
    ['pkg:deb/openssl', 'base'],
  ]);
});

it('does not guess the part without the images it may be built on', async () => {
  const document = CompareDocument.parse(JSON.parse(await compare('--format', 'json')));

  expect(document.vulnerabilities.removed[0]?.origin).toBe('unknown');
});

it('shows a table', async () => {
  const table = await compare();

  expect(table).toContain('Vulnerabilities: 0 added, 1 removed, 0 in another version, 3 unchanged.');
  expect(table).toMatch(/^- +unknown +CVE-2026-3 +openssl +3\.0\.9-1 +unknown$/m);
  expect(table).toMatch(/^~ +libssl3 +3\.0\.9-1 -> 3\.0\.22-1 +unknown$/m);
});

it('finds no difference between an image and itself', async () => {
  const target = `${shop.images}:shop-web.1.5.0`;
  const { stdout } = await shop.run('compare', target, target, '--format', 'json');
  const { packages, vulnerabilities } = CompareDocument.parse(JSON.parse(stdout));

  expect([packages, vulnerabilities].map(({ added, removed, changed }) => [...added, ...removed, ...changed])).toEqual([[], []]);
});
