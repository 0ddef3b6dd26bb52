import * as contract from '@plimsoll/contract';
import { faults } from '@plimsoll/ecr-emulator';
import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, push, startProduct } from './product.ts';

let product: Product;
beforeAll(async () => void (product = await startProduct()));
afterAll(() => product.close());

it('goes on with a sync where the program was stopped, and reads nothing twice', async () => {
  const { emulator } = product;
  const images = Array.from({ length: 6 }, (_, index) =>
    buildImage({
      layers: [{ files: { [`srv/node_modules/p${index}/package.json`]: JSON.stringify({ name: `p${index}`, version: '1.0.0' }) } }],
    }),
  );
  for (const [index, image] of images.entries()) await push(emulator, 'shop/web', `v${index}`, image);
  // The configuration and the layer of two images come, then every answer hangs.
  emulator.faults.add({ operation: 'layers/get', fault: faults.stall(0), from: 5, times: 1000 });
  const connection = await product.connect();
  await expect
    .poll(() => emulator.requests.filter(({ operation }) => operation === 'layers/get').length, { timeout: 20_000 })
    .toBeGreaterThan(5);

  await product.restart();
  const [interrupted] = await product.call(contract.listConnections);
  expect(interrupted!.images.failed).toBe(0);
  emulator.faults.clear();

  const after = await product.settled(connection);
  expect(after).toMatchObject({ shown: 'connected', images: { total: 6, read: 6, failed: 0 } });
  const layers = new Set(images.map(({ layers: [layer] }) => layer!.digest));
  const whole = emulator.requests.filter(
    ({ operation, digest = '', fault }) => operation === 'layers/get' && layers.has(digest) && fault === undefined,
  );
  expect(new Set(whole.map(({ digest }) => digest)).size).toBe(6);
  expect(whole).toHaveLength(6);
});
