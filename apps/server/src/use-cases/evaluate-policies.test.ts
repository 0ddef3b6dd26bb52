import { addPolicy, changePolicy, listPolicies, listPolicyImages, type PolicyInput } from '@plimsoll/db';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { push, registryOf } from '../testing/registry.ts';
import { ADMIN, npmRecord, type Workbench, workbench } from '../testing/workbench.ts';
import { disconnectConnection } from './connections.ts';
import { evaluateAll } from './evaluate-policies.ts';
import { syncConnection } from './sync-connection.ts';
import { updateAdvisories } from './update-advisories.ts';

const DAY_MS = 86_400_000;
/** A base that was made today: an old one would be outdated for its age. */
const baseWith = (left: string) =>
  buildImage({
    created: new Date().toISOString(),
    layers: [{ files: { 'srv/node_modules/left/package.json': JSON.stringify({ name: 'left', version: left }) } }],
  });
const base = baseWith('1.0.0');
const app = buildImage({
  base,
  layers: [{ files: { 'srv/node_modules/mine/package.json': JSON.stringify({ name: 'mine', version: '1', license: 'AGPL-3.0' }) } }],
});

let emulator: Emulator;
let bench: Workbench;
let connection: number;
beforeAll(async () => {
  emulator = await registryOf({ 'platform/base:1': base, 'shop/app:1': app });
  bench = await workbench([npmRecord(1, 'left', '2.0.0')], emulator);
  await updateAdvisories(bench.deps);
  connection = await bench.connect(emulator);
  await bench.drain();
});
afterAll(async () => {
  await bench.close();
  await emulator.close();
});

const own = (name: string, ...rules: PolicyInput['rules']) =>
  addPolicy(bench.db, { name, description: '', scope: { repositoryGlob: 'shop/*' }, rules, enabled: true }, 'ada');
const said = async (policy: number) =>
  (await listPolicyImages(bench.db, policy, {}, { limit: 10 })).rows.map(({ state, results }) => [state, results[0]?.message]);
const idOf = async (key: string) => (await listPolicies(bench.db)).find((policy) => policy.key === key)!.id;

it('asks what an image is built on, and what is installed, where a rule needs it', async () => {
  const approved = await own('Approved', { kind: 'approved-bases', globs: ['platform/*'] });
  const licensed = await own('Licences', { kind: 'denied-licenses', globs: ['agpl*'] });
  const banned = await own('Banned', { kind: 'banned-packages', globs: ['left'] });

  await evaluateAll(bench.deps);

  expect(await said(approved)).toEqual([['pass', 'Built on platform/base:1']]);
  expect(await said(licensed)).toEqual([['violation', '1 package under a denied licence: mine 1 (AGPL-3.0)']]);
  expect(await said(banned)).toEqual([['violation', '1 banned package: left 1.0.0']]);
});

it('sees that a base became outdated when its tag moved on', async () => {
  const policy = await idOf('current-base');
  expect(await said(policy)).toContainEqual(['pass', 'Built on platform/base:1, which is up to date']);

  await push(emulator, 'platform/base', '1', baseWith('2.0.0'));
  await syncConnection(connection, bench.deps);
  await bench.drain();

  expect((await said(policy)).find(([state]) => state === 'violation')?.[1]).toMatch(/^Built on platform\/base:1, which is outdated: /);
});

it('lets a deadline pass without anything else happening', async () => {
  const policy = await idOf('fix-deadline');
  expect((await said(policy)).map(([state]) => state)).toEqual(['pass', 'pass']);

  await evaluateAll(bench.deps, new Date(Date.now() + 31 * DAY_MS));

  expect((await said(policy)).map(([state]) => state)).toEqual(['violation', 'pass']);
});

it('takes an image out when the scope leaves it, and says nothing under a policy that is off', async () => {
  const policy = await own('Ours', { kind: 'non-root' });
  await evaluateAll(bench.deps);
  expect(await said(policy)).toHaveLength(1);

  await changePolicy(bench.db, policy, { scope: { repositoryGlob: 'nothing' } });
  await evaluateAll(bench.deps);
  expect(await said(policy)).toEqual([]);

  await changePolicy(bench.db, policy, { scope: {}, enabled: false });
  await evaluateAll(bench.deps);
  expect(await said(policy)).toEqual([]);
});

it('leaves what was said of a registry that is disconnected', async () => {
  const policy = await idOf('non-root');
  const before = await said(policy);
  await disconnectConnection(connection, ADMIN, bench.deps);

  await evaluateAll(bench.deps);

  expect(before).toHaveLength(2);
  expect(await said(policy)).toEqual(before);
});
