import { join } from 'node:path';
import { PlanDocument, ScanDocument } from '@plimsoll/reports';
import { buildImage, buildIndex, buildProvenance, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop, shopImages } from '../testing/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

async function planOf(image: string, ...args: string[]): Promise<PlanDocument> {
  const { stdout } = await shop.run('plan', `${shop.images}:${image}`, '--format', 'json', ...args);
  return PlanDocument.parse(JSON.parse(stdout));
}

async function namesIn(image: string): Promise<string[]> {
  const { stdout } = await shop.run('scan', `${shop.images}:${image}`, '--format', 'json');
  return ScanDocument.parse(JSON.parse(stdout)).findings.map(({ id, purl }) => `${id} ${purl}`);
}

it('names the base, why it is outdated, and what could be built on instead', async () => {
  const { base } = await planOf('shop-web.1.5.0', '--registry', shop.images);

  expect(base).toMatchObject({
    name: 'platform/nginx:1-20260711',
    digest: shopImages['platform-nginx.1-20260711']!.manifest.digest,
    outdated: true,
    reasons: [
      'a newer tag of the same line exists: platform/nginx:1-20261120',
      'its own base platform/debian:12-20260711 is outdated: a newer tag of the same line exists: platform/debian:12-20261120',
    ],
    candidates: [
      {
        name: 'platform/nginx:1-20261120',
        digest: shopImages['platform-nginx.1-20261120']!.manifest.digest,
        removes: [{ id: 'CVE-2026-3', purl: 'pkg:deb/debian/openssl@3.0.9-1?arch=source&distro=debian-12' }],
        remaining: 3,
        adds: [],
      },
    ],
  });
});

it('names the base that the provenance of an index names, and a newer one of the registry', async () => {
  const image = buildImage({ layers: [{ files: { 'srv/app/a': '1' } }] });
  const newer = buildImage({ layers: [{ files: { 'srv/base': '2' } }] });
  const digest = `sha256:${'b'.repeat(64)}`;
  const provenance = buildProvenance({
    image,
    version: 'v0.2',
    materials: [{ uri: 'pkg:docker/platform/node@20.1?platform=linux%2Famd64', digest }],
  });
  const folder = join(shop.dir, 'attested');
  writeOciLayout(folder, { 'team/app:1': buildIndex({ manifests: [{ image }, provenance] }), 'platform/node:20.2': newer });

  const { stdout } = await shop.run('plan', `oci:${folder}:team/app:1`, '--format', 'json', '--registry', `oci:${folder}`);

  expect(PlanDocument.parse(JSON.parse(stdout)).base).toMatchObject({
    name: 'platform/node:20.1',
    digest,
    outdated: true,
    reasons: ['a newer tag of the same line exists: platform/node:20.2'],
  });
});

it('promises of a move what a scan of the moved image finds', async () => {
  const { plans } = await planOf('shop-web.1.5.0', '--registry', shop.images);
  const before = await namesIn('shop-web.1.5.0');
  const after = await namesIn('shop-web.1.6.0');

  const move = plans.find(({ title }) => title === 'Move to platform/nginx:1-20261120');

  expect(move?.removes.map(({ id, purl }) => `${id} ${purl}`)).toEqual(before.filter((name) => !after.includes(name)));
  expect(move).toMatchObject({ remaining: after.length, unfixable: 1, adds: [] });
});

it('offers the new base, an upgrade in place, pins and all together', async () => {
  const { plans } = await planOf('shop-web.1.5.0', '--registry', shop.images);
  const edits = Object.fromEntries(plans.map((plan) => [plan.title, plan.edits.map(({ before, after }) => `${before} => ${after}`)]));

  expect(edits).toMatchObject({
    'Upgrade 2 system packages in place': [
      ' => RUN apt-get update && apt-get install -y --only-upgrade libssl3=3.0.22-1 openssl=3.0.22-1 && rm -rf /var/lib/apt/lists/*',
    ],
    'Pin left to 1.2.0': ['"left": "1.0.0" => "left": "1.2.0"'],
    'Pin ms to 2.1.0': [' => "overrides": { "ms@<2.1.0": "2.1.0" }'],
  });
  const everything = plans.find(({ title }) => title === 'Everything: base platform/nginx:1-20261120, 2 dependencies');
  expect(everything).toMatchObject({ remaining: 1, unfixable: 1 });
});

it('finds nothing wrong with a base that is the newest', async () => {
  const { base } = await planOf('shop-web.1.6.0', '--registry', shop.images);

  expect(base).toMatchObject({ name: 'platform/nginx:1-20261120', outdated: false, reasons: [], candidates: [] });
});

it('knows of no base without other images', async () => {
  const { base, plans } = await planOf('shop-web.1.5.0');

  expect(base).toBeNull();
  expect(plans.map(({ title }) => title)).toContain('Upgrade 2 system packages in place');
});

it('holds a base that is older than allowed for outdated', async () => {
  const { base } = await planOf('shop-web.1.6.0', '--registry', shop.images, '--max-base-age', '2');

  expect(base?.reasons).toContain('platform/nginx:1-20261120 was made 3 days ago; the limit is 2');
});

it('says what is wrong with the configuration, whose it is, and which line mends it', async () => {
  const { configuration, plans } = await planOf('platform-nginx.1-20260711', '--registry', shop.images);

  expect(configuration).toContainEqual({
    id: 'CIS-4.1',
    severity: 'medium',
    layer: { digest: '', instruction: '' },
    message: 'The image runs as root, because it names no user',
  });
  expect(configuration.find(({ id }) => id === 'stale-base')?.message).toContain('platform/debian:12-20260711');
  expect(plans.at(-1)).toMatchObject({
    title: 'Run as a user other than root',
    edits: [{ kind: 'configuration', file: 'Dockerfile', before: '', after: 'USER 1000' }],
    removes: [],
    adds: [],
  });
});

describe('in words', () => {
  it('shows base, plans, one of them in full, and what is not known', async () => {
    const { stdout, status } = await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--registry', shop.images, '--plan', '2');

    expect(status).toBe(0);
    expect(stdout).toContain('Built on platform/nginx:1-20260711, which is outdated:');
    expect(stdout).toMatch(/^# +REMOVES +LEAVES +NO FIX +ADDS +EDITS +PLAN$/m);
    expect(stdout).toContain('Plan 2: ');
  });

  it('shows the change of a Dockerfile that the history tells', async () => {
    const { stdout: table } = await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--registry', shop.images);
    const number = /^(\d+) .*Move to platform/m.exec(table)![1]!;
    const { stdout } = await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--registry', shop.images, '--plan', number);

    expect(stdout).toContain('-FROM platform/nginx:1-20260711');
    expect(stdout).toContain('+FROM platform/nginx:1-20261120@sha256:');
    expect(stdout).toContain(' COPY . /srv/app');
    expect(stdout).toContain(' USER 1000');
  });

  it('writes the text of a pull request', async () => {
    const { stdout } = await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--registry', shop.images, '--format', 'pull-request');

    expect(stdout).toMatch(/^# /);
    expect(stdout).toContain('| removed | package |');
  });

  it('says that there is no such plan', async () => {
    const { status, stdout, stderr } = await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--format', 'pull-request', '--plan', '99');

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is no plan 99');
  });
});

describe('what goes wrong', () => {
  it('is a place that is no registry', async () => {
    const { status, stderr } = await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--registry', `${shop.images}:shop-web.1.6.0`);

    expect(status).toBe(2);
    expect(stderr).toContain('is not a place with images');
  });

  it('is an image that is not there, and a number that is none', async () => {
    expect((await shop.run('plan', `${shop.images}:shop-web.9`)).status).toBe(3);
    expect((await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--plan', '0')).status).toBe(2);
  });
});
