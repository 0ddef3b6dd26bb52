import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop } from './testing/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

describe('the commands', () => {
  it.each(['plan', 'compare'])('%s explains itself', async (name) => {
    const { status, stdout } = await shop.run(name, '--help');

    expect(status).toBe(0);
    expect(stdout).toContain('--registry <place>');
    expect(stdout).toContain('TARGET is one of');
  });

  it.each([
    ['plan'],
    ['compare', 'only-one'],
    ['plan', 'x', '--format', 'sarif'],
    ['plan', 'x', '--plan', 'two'],
    ['plan', 'x', '--max-base-age', '-1'],
    ['compare', 'x', 'y', '--format', 'pull-request'],
  ])('%s %s %s %s is a wrong use', async (...args) => {
    expect((await shop.run(...args)).status).toBe(2);
  });

  it('take several registries', async () => {
    const { stdout } = await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--registry', shop.images, '--registry', shop.images);

    expect(stdout).toContain('Built on platform/nginx:1-20260711');
  });

  it('take the store from where it is said to lie', async () => {
    const { status, stderr } = await shop.run('plan', `${shop.images}:shop-web.1.5.0`, '--db', `${shop.dir}/nowhere`);

    expect(status).toBe(3);
    expect(stderr).toContain('there is no advisory store');
  });
});

it('warns of what could not be read, and fails over it only when asked to', async () => {
  const damaged = `${shop.images}:damaged.1`;

  const lenient = await shop.run('plan', damaged, '--format', 'json');
  const strict = await shop.run('plan', damaged, '--format', 'json', '--strict');

  expect([lenient.status, strict.status]).toEqual([0, 3]);
  expect(lenient.stderr).toContain('warning: the plan is about what could be read and judged');
});
