import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { accountForPostgres } from './account.ts';
import { initCluster, placeCluster, readPassword } from './cluster.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-cluster-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));
const account = accountForPostgres();

it('appears whole, with a password that only its owner can read, over what a killed start left', async () => {
  const cluster = await placeCluster(join(folder, 'a'), account);
  mkdirSync(join(cluster.home, 'postgres.new', 'base'), { recursive: true });

  await initCluster(cluster);

  const passwordFile = join(cluster.data, 'plimsoll.password');
  expect(statSync(passwordFile).mode & 0o777).toBe(0o600);
  expect(await readPassword(cluster.data)).toMatch(/^[\w-]{32}$/);
  expect(existsSync(join(cluster.home, 'postgres.new'))).toBe(false);
  expect(statSync(cluster.data).uid).toBe(account?.uid ?? process.getuid?.());
});

it('never touches a folder that is not its own', async () => {
  const cluster = await placeCluster(join(folder, 'b'), account);
  mkdirSync(cluster.data);
  writeFileSync(join(cluster.data, 'thesis.txt'), 'years of work');

  await expect(initCluster(cluster)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });

  expect(readFileSync(join(cluster.data, 'thesis.txt'), 'utf8')).toBe('years of work');
});

it.runIf(account !== undefined)('stands elsewhere if the folder lies in a closed home', async () => {
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });

  const cluster = await placeCluster(join(home, 'data'), account, join(folder, 'system'));

  expect(cluster.data.startsWith(join(folder, 'system'))).toBe(true);
  expect(await placeCluster(join(home, 'data'), account, join(folder, 'system'))).toEqual(cluster);
  await expect(placeCluster(join(home, 'data'), account, join(home, 'system'))).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});

it('stands where it was asked to, opened for passing through', async () => {
  const own = join(folder, 'own');
  mkdirSync(own, { mode: 0o700 });

  const cluster = await placeCluster(own, account);

  expect(cluster.home).toBe(own);
});
