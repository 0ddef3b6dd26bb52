import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdvisoryStore, companionFeeds, openStore, updateStore } from '@plimsoll/advisories';
import { matchInventory, readImage } from '@plimsoll/engine';
import { layoutNameOf, openOciLayout } from '@plimsoll/image';
import { writeOciLayout } from '@plimsoll/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMirror } from '../advisories/mirror.ts';
import { sampleImages } from './catalogue.ts';
import { web140, web150, web160 } from './shop.ts';

describe('the sample images', () => {
  let folder: string;
  let store: AdvisoryStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plimsoll-demo-images-'));
    const { mirror } = await writeMirror(folder);
    await updateStore({ dir: join(folder, 'store'), mirror, ...(await companionFeeds(mirror)) });
    store = openStore(join(folder, 'store'));
    const named = sampleImages.map(({ repository, tag, image }) => [layoutNameOf(repository, tag), image]);
    writeOciLayout(join(folder, 'images'), Object.fromEntries(named));
  });

  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each`
    name                             | platform         | coverage         | critical | high  | medium | low  | negligible | withoutFix
    ${'platform-debian.12-20250203'} | ${'linux/amd64'} | ${'complete'}    | ${1}     | ${4}  | ${10}  | ${0} | ${2}       | ${5}
    ${'platform-debian.12-20261120'} | ${'linux/amd64'} | ${'complete'}    | ${1}     | ${0}  | ${2}   | ${0} | ${2}       | ${5}
    ${'platform-alpine.3.19'}        | ${'linux/amd64'} | ${'complete'}    | ${1}     | ${2}  | ${3}   | ${0} | ${0}       | ${0}
    ${'platform-alpine.3.20'}        | ${'linux/amd64'} | ${'complete'}    | ${0}     | ${0}  | ${1}   | ${0} | ${0}       | ${0}
    ${'shop-web.1.4.0'}              | ${'linux/amd64'} | ${'complete'}    | ${3}     | ${11} | ${15}  | ${2} | ${2}       | ${6}
    ${'shop-web.1.5.0'}              | ${'linux/amd64'} | ${'complete'}    | ${2}     | ${9}  | ${14}  | ${2} | ${2}       | ${6}
    ${'shop-web.1.6.0'}              | ${'linux/amd64'} | ${'complete'}    | ${1}     | ${0}  | ${3}   | ${0} | ${2}       | ${6}
    ${'shop-api.2.3.1'}              | ${'linux/amd64'} | ${'complete'}    | ${3}     | ${8}  | ${16}  | ${0} | ${2}       | ${5}
    ${'shop-api.2.4.0'}              | ${'linux/amd64'} | ${'complete'}    | ${1}     | ${0}  | ${3}   | ${0} | ${2}       | ${5}
    ${'shop-checkout.0.9.0'}         | ${'linux/amd64'} | ${'complete'}    | ${1}     | ${0}  | ${1}   | ${0} | ${0}       | ${0}
    ${'shop-checkout.0.9.0'}         | ${'linux/arm64'} | ${'complete'}    | ${1}     | ${0}  | ${1}   | ${0} | ${0}       | ${0}
    ${'team-reports.7'}              | ${'linux/amd64'} | ${'complete'}    | ${2}     | ${10} | ${11}  | ${0} | ${2}       | ${5}
    ${'team-wiki.3.2'}               | ${'linux/amd64'} | ${'complete'}    | ${3}     | ${5}  | ${4}   | ${0} | ${0}       | ${0}
    ${'team-proxy.2.1'}              | ${'linux/amd64'} | ${'complete'}    | ${1}     | ${1}  | ${2}   | ${0} | ${2}       | ${5}
    ${'tools-hello.1.0'}             | ${'linux/amd64'} | ${'unsupported'} | ${0}     | ${0}  | ${0}   | ${0} | ${0}       | ${0}
  `('$name on $platform shows what the demo promises', async ({ name, platform, coverage, ...counts }) => {
    const { inventory, findings, problems } = await scan(name, platform);

    const of = (severity: string): number => findings.filter(({ link }) => link.severity === severity).length;
    expect({
      critical: of('critical'),
      high: of('high'),
      medium: of('medium'),
      low: of('low'),
      negligible: of('negligible'),
      withoutFix: findings.filter(({ link }) => link.fixState !== 'available').length,
    }).toEqual(counts);
    expect(of('unknown')).toBe(0);
    expect(inventory.coverage).toBe(coverage);
    expect([...inventory.problems, ...problems].map(({ code }) => code)).toEqual(coverage === 'complete' ? [] : ['NO_PACKAGES_FOUND']);
  });

  it('hold each vulnerability that is being exploited', async () => {
    const exploited = new Set<string>();
    for (const name of ['shop-api.2.3.1', 'shop-checkout.0.9.0', 'team-reports.7', 'team-wiki.3.2', 'team-proxy.2.1']) {
      const { findings } = await scan(name, 'linux/amd64');
      for (const { link } of findings) if (store.vulnerability(link.vulnerability)?.kev !== undefined) exploited.add(link.vulnerability);
    }

    expect([...exploited].toSorted()).toEqual(['CVE-2017-9841', 'CVE-2023-44487', 'CVE-2023-4863', 'CVE-2025-55182']);
  });

  it('hold a signature that is no image', async () => {
    const signature = sampleImages.find(({ tag }) => tag.endsWith('.sig'))!;

    await expect(scan(layoutNameOf(signature.repository, signature.tag), 'linux/amd64')).rejects.toMatchObject({ code: 'NOT_AN_IMAGE' });
  });

  it('share the layers of what they are built on', () => {
    const digests = (image: typeof web140): string[] => image.layers.map(({ digest }) => digest);

    expect(digests(web150).slice(0, 3)).toEqual(digests(web140).slice(0, 3));
    expect(digests(web160).slice(0, 3)).not.toContain(digests(web140)[0]);
  });

  async function scan(reference: string, platform: string) {
    const { inventory } = await readImage(await openOciLayout(join(folder, 'images')), { reference, platform });
    return { inventory, ...matchInventory(inventory, store) };
  }
});
