import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage, dockerArchive, ociArchive } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTarget, sbomFileOf } from './target.ts';
import { type CommandWorld, commandWorld, shopWeb } from './testing/run-command.ts';

let world: CommandWorld;
beforeAll(async () => {
  world = await commandWorld();
  writeFileSync(join(world.dir, 'docker.tar'), dockerArchive({ 'shop/web:1.4.0': buildImage({ layers: [{ files: { a: '1' } }] }) }));
  writeFileSync(join(world.dir, 'oci:odd.tar'), ociArchive({ 'shop-web.1.4.0': shopWeb }));
});
afterAll(() => world.close());

it.each([
  ['images', undefined],
  ['oci:images', undefined],
  ['oci:images:shop/web:1.4.0', 'shop/web:1.4.0'],
  ['oci:images:shop-web.1.4.0', 'shop-web.1.4.0'],
  ['oci:oci:odd.tar', undefined],
  ['oci:oci:odd.tar:shop/web:1.4.0', 'shop/web:1.4.0'],
  ['docker.tar', undefined],
  ['docker-archive:docker.tar', undefined],
])('opens %s', async (text, reference) => {
  const written = text.replace(/^(oci:|docker-archive:|)/, `$1${world.dir}/`);

  const target = await openTarget(written, {});

  expect(target).toMatchObject({ name: written });
  expect(target.reference).toBe(reference);
  expect((await target.source.fetchManifest(reference)).bytes.length).toBeGreaterThan(0);
  await target.source.close();
});

it('opens an image in ECR without asking anything yet', async () => {
  const target = await openTarget('123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web:1.4.0', {});

  expect(target.reference).toBe('1.4.0');
  expect(target.source.name).toContain('shop/web');
  await target.source.close();
});

it.each([
  ['oci:/nowhere:1', 'IMAGE_NOT_FOUND'],
  ['nginx:1.25', 'INVALID_REFERENCE'],
  ['123456789012.dkr.ecr.example.com/a:1', 'INVALID_REFERENCE'],
])('refuses %s', async (text, code) => {
  await expect(openTarget(text, {})).rejects.toMatchObject({ code });
});

it('names the variable that holds no URL', async () => {
  const target = openTarget('123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1', { AWS_ENDPOINT_URL_ECR: 'here' });

  await expect(target).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('"here"') as string });
});

it.each([
  ['sbom:anything', 'anything'],
  ['bom.json', 'bom.json'],
  ['docker.tar', undefined],
  ['images', undefined],
  ['gone.json', undefined],
  ['oci:bom.json', undefined],
])('takes %s for the bill of materials %s', async (text, file) => {
  writeFileSync(join(world.dir, 'bom.json'), '\ufeff\n {"bomFormat":"CycloneDX"}');
  const isPath = text !== 'sbom:anything' && !text.startsWith('oci:');

  expect(await sbomFileOf(isPath ? join(world.dir, text) : text)).toBe(isPath && file !== undefined ? join(world.dir, file) : file);
});
