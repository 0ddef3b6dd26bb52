import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandWorld, commandWorld } from './testing/run-command.ts';

const base = buildImage({ layers: [{ files: { 'etc/sudoers': '%wheel ALL=(ALL) NOPASSWD: ALL\n' } }] });
const web = buildImage({ base, layers: [{ files: { 'app/x': 'x' } }], config: { User: '1000' } });

let world: CommandWorld;
beforeAll(async () => {
  world = await commandWorld({ 'platform-base.1': base, 'shop-web.1': web });
});
afterAll(() => world.close());

it('ends with 0 whatever it finds, and with 1 at or over --fail-on', async () => {
  const image = `oci:${world.images}:shop/web:1`;

  expect((await world.run('check', image)).status).toBe(0);
  expect((await world.run('check', image, '--fail-on', 'high')).status).toBe(1);
  expect((await world.run('check', image, '--fail-on', 'critical')).status).toBe(0);
});

it('does not fail an application for what its base does', async () => {
  const { status, stdout } = await world.run(
    'check',
    `oci:${world.images}:shop/web:1`,
    '--fail-on',
    'high',
    '--registry',
    `oci:${world.images}`,
  );

  expect(stdout).toMatch(/high\s+sudo\s+base/);
  expect(status).toBe(0);
});

it('says what is wrong with its options', async () => {
  const { status, stderr } = await world.run('check', `oci:${world.images}:shop/web:1`, '--max-base-age', '0');

  expect(status).toBe(2);
  expect(stderr).toContain('whole number');
});
