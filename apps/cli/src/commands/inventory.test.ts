import { readFileSync } from 'node:fs';
import { InventoryDocument } from '@plimsoll/reports';
import { buildImage } from '@plimsoll/testkit';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandWorld, commandWorld, twoPlatforms } from '../testing/run-command.ts';

let world: CommandWorld;
const scratch = buildImage({ layers: [{ files: { app: 'x' } }] });

beforeAll(async () => {
  world = await commandWorld({ 'shop-web.1.4.0': twoPlatforms(), 'shop-scratch.1': scratch });
});
afterAll(() => world.close());

const schema = JSON.parse(readFileSync(new URL('../../../../docs/schemas/inventory.schema.json', import.meta.url), 'utf8')) as object;

async function purlsOf(...args: string[]): Promise<string[]> {
  const { stdout } = await world.run('inventory', '-f', 'json', ...args);
  const document: unknown = JSON.parse(stdout);
  const validate = new Ajv2020().compile(schema);

  validate(document);
  expect(validate.errors).toBeNull();
  return InventoryDocument.parse(document).packages.map(({ purl }) => purl);
}

it('needs no advisories', async () => {
  expect(await purlsOf(`oci:${world.images}:shop/web:1.4.0`)).toEqual([
    'pkg:deb/debian/libssl3@3.0.9-1?arch=amd64&distro=debian-12',
    'pkg:npm/left@1.0.0',
  ]);
});

it('reads the platform that is asked for', async () => {
  expect(await purlsOf('--platform', 'linux/arm64', `oci:${world.images}:shop/web:1.4.0`)).toEqual(['pkg:npm/left@2.0.0']);

  const { status, stderr } = await world.run('inventory', '--platform', 'linux/s390x', `oci:${world.images}:shop/web:1.4.0`);
  expect(status).toBe(3);
  expect(stderr).toContain('linux/s390x');
});

it('does not call an image without packages clean', async () => {
  const { status, stderr } = await world.run('inventory', `${world.images}:shop/scratch:1`);

  expect(status).toBe(2); // a path with a reference needs oci:
  expect(stderr).toContain('oci:DIR');

  const asked = await world.run('inventory', '--strict', `oci:${world.images}:shop/scratch:1`);
  expect(asked).toMatchObject({ status: 3, stderr: expect.stringContaining('coverage is unsupported') as string });
});
