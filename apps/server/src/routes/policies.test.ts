import * as contract from '@plimsoll/contract';
import { listAudit } from '@plimsoll/db';
import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { push } from '../testing/registry.ts';
import { filledApp } from '../testing/test-app.ts';
import { syncConnection } from '../use-cases/sync-connection.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

const web = (reference: string) => ({ connection: test.connection, repository: 'shop/web', reference });
const byName = async (name: string) => {
  const found = (await call(test, contract.listPolicies, { as: 'viewer' })).find((policy) => policy.name === name);
  if (found === undefined) throw new Error(`there is no policy ${name}`);
  return found;
};
const stateOf = async (reference: string, name: string) =>
  (await call(test, contract.getImagePolicies, { params: web(reference) })).find((policy) => policy.name === name)?.state;
const OWN = {
  name: 'Shop',
  description: '',
  scope: { repositoryGlob: 'shop/w*' },
  rules: [{ kind: 'severity-limit', high: 0 }],
  enabled: true,
};
let own = 0;

it('held every image against the policies of the product when the sync had ended', async () => {
  expect(await byName('Not as root')).toMatchObject({ builtIn: true, enabled: true, counts: { pass: 0, violation: 3, unknown: 0 } });
  expect((await byName('A base that is up to date')).counts).toMatchObject({ pass: 0, unknown: 3 });
  expect(await byName('Signed')).toMatchObject({ enabled: false, counts: null });
  expect(test.bench.events).toContainEqual({ type: 'policies' });
});

it('says why, rule by rule, and since when', async () => {
  const { id } = await byName('Not as root');
  const page = await call(test, contract.listPolicyImages, { params: { policy: id }, query: { state: 'violation', limit: 2 } });

  expect(page).toMatchObject({
    total: 3,
    rows: [{ repository: 'shop/base' }, { repository: 'shop/base' }],
  });
  expect(page.rows[0]!.results).toEqual([{ rule: 'non-root', state: 'violation', message: 'Runs as root, because it names no user' }]);
  expect((await call(test, contract.getPolicy, { params: { policy: id } })).trend).toMatchObject([{ violation: 3 }]);
});

it('counts repositories and registries under a policy, and policies of a repository', async () => {
  const { id } = await byName('Not as root');
  const groups = await call(test, contract.listPolicyGroups, { as: 'viewer', params: { policy: id } });
  const registries = await call(test, contract.listPolicyGroups, { params: { policy: id }, query: { by: 'registry' } });
  const ofBase = await call(test, contract.getPolicyCompliance, {
    as: 'viewer',
    query: { connection: test.connection, repository: 'shop/base' },
  });

  expect(groups.rows[0]).toMatchObject({ repository: 'shop/base', violation: 2, pass: 0, unknown: 0 });
  expect(registries.rows).toMatchObject([{ connection: test.connection, connectionName: 'Production', violation: 3 }]);
  expect(registries.rows[0]).not.toHaveProperty('repository');
  expect(ofBase.find(({ policy }) => policy === id)).toMatchObject({ name: 'Not as root', violation: 2, pass: 0, unknown: 0 });
  await expect(call(test, contract.listPolicyGroups, { params: { policy: 999 } })).rejects.toThrow('404');
});

it('lists images by their deadline', async () => {
  const { id } = await byName('Fixes in time');
  const { rows } = await call(test, contract.listPolicyImages, { params: { policy: id }, query: { sort: 'due' } });

  const dues = rows.map(({ dueAt }) => dueAt ?? '9999');
  expect(dues.filter((due) => due !== '9999').length).toBeGreaterThan(0);
  expect(dues).toEqual(dues.toSorted());
  await expect(call(test, contract.listPolicyImages, { params: { policy: id }, query: { sort: 'name' } })).rejects.toThrow('400');
});

it('is violated by an exploited vulnerability, and met again by a new tag', async () => {
  await test.bench.db.query(`update vulnerability set kev = true where name = 'CVE-2026-1'`);
  await call(test, contract.evaluatePolicies, { as: 'editor' });
  await test.bench.drain();
  expect(await stateOf('1', 'Nothing that is exploited')).toBe('violation');
  expect(await stateOf('1', 'Not as root')).toBe('violation');

  const fixed = buildImage({
    config: { User: 'app' },
    layers: [{ files: { 'srv/node_modules/left/package.json': JSON.stringify({ name: 'left', version: '2.0.0' }) } }],
  });
  await push(test.emulator, 'shop/web', '2', fixed);
  await syncConnection(test.connection, test.bench.deps);
  await test.bench.drain();

  expect([await stateOf('2', 'Nothing that is exploited'), await stateOf('2', 'Not as root')]).toEqual(['pass', 'pass']);
  expect(await stateOf('1', 'Nothing that is exploited')).toBe('violation');
});

it('does not hold a decided finding against an image, until the decision ends', async () => {
  const body = { scope: {}, vulnerability: 'CVE-2026-1', kind: 'accepted', reason: 'no input reaches it' };
  const { id } = await call(test, contract.createDecision, { body });
  await test.bench.drain();
  expect(await stateOf('1', 'Nothing that is exploited')).toBe('pass');

  await call(test, contract.endDecision, { params: { decision: id }, body: {} });
  await test.bench.drain();
  expect(await stateOf('1', 'Nothing that is exploited')).toBe('violation');
});

it('lets an editor make a policy, which reaches what its scope says', async () => {
  await expect(call(test, contract.createPolicy, { body: OWN, as: 'viewer' })).rejects.toThrow('403');
  await expect(call(test, contract.createPolicy, { body: { ...OWN, rules: [{ kind: 'no-bugs' }] } })).rejects.toThrow('400');
  own = (await call(test, contract.createPolicy, { body: OWN, as: 'editor' })).id;
  await expect(call(test, contract.createPolicy, { body: OWN })).rejects.toThrow('409');
  await test.bench.drain();

  expect(await call(test, contract.getPolicy, { params: { policy: own } })).toMatchObject({
    builtIn: false,
    author: 'editor@example.test',
    counts: { pass: 1, violation: 1, unknown: 0 },
  });
  expect(
    (await call(test, contract.getImagePolicies, { params: { ...web('1'), repository: 'shop/base' } })).map(({ name }) => name),
  ).not.toContain('Shop');
});

it('changes own ones, and switches those of the product', async () => {
  const { id } = await byName('Not as root');
  await call(test, contract.updatePolicy, {
    params: { policy: own },
    body: { rules: [{ kind: 'severity-limit', high: 5 }] },
    as: 'editor',
  });
  await call(test, contract.updatePolicy, { params: { policy: id }, body: { enabled: false } });
  await test.bench.drain();

  expect((await byName('Shop')).counts).toEqual({ pass: 2, violation: 0, unknown: 0 });
  expect((await byName('Not as root')).counts).toBeNull();
  await expect(call(test, contract.updatePolicy, { params: { policy: id }, body: { name: 'x' } })).rejects.toThrow('409');
});

it('removes own ones, and writes all of it down', async () => {
  await call(test, contract.deletePolicy, { params: { policy: own }, as: 'editor' });

  await expect(call(test, contract.getPolicy, { params: { policy: own } })).rejects.toThrow('404');
  await expect(call(test, contract.listPolicyImages, { params: { policy: own } })).rejects.toThrow('404');
  const actions = (await listAudit(test.bench.db)).map(({ action }) => action).filter((action) => action.startsWith('policy.'));
  expect(actions).toEqual(['policy.delete', 'policy.change', 'policy.change', 'policy.create']);
});

it('says what the checks found in an image, by section', async () => {
  const { results } = await call(test, contract.getConfiguration, { params: web('1'), as: 'viewer' });

  expect(results?.[0]).toMatchObject({
    id: 'CIS-4.1',
    cis: '4.1',
    status: 'fail',
    severity: 'medium',
    title: 'The image does not run as root',
  });
  expect(results?.find(({ id }) => id === 'stale-base')).toMatchObject({ status: 'unknown' });
  expect(results?.find(({ id }) => id === 'latest-tag')).toMatchObject({ status: 'pass' });
  const fixed = await call(test, contract.getConfiguration, { params: web('2') });
  expect(fixed.results?.find(({ id }) => id === 'CIS-4.1')).toMatchObject({ status: 'pass' });
});
