import * as contract from '@plimsoll/contract';
import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { push } from '../testing/registry.ts';
import { filledApp } from '../testing/test-app.ts';
import { syncConnection } from '../use-cases/sync-connection.ts';

let test: Awaited<ReturnType<typeof filledApp>>;

const manifest = (name: string, version: string) => ({
  [`srv/${name}/node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
});
const oldBase = buildImage({ layers: [{ files: manifest('left', '1.0.0') }], created: '2026-01-01T00:00:00Z' });
const newBase = buildImage({ layers: [{ files: manifest('left', '2.0.0') }], created: '2026-02-01T00:00:00Z' });
const app = buildImage({ base: oldBase, layers: [{ files: manifest('right', '1.0.0'), instruction: 'COPY . /srv' }] });

beforeAll(async () => {
  test = await filledApp();
  await push(test.emulator, 'platform/node', '20-20260101', oldBase);
  await push(test.emulator, 'platform/node', '20-20260201', newBase);
  await push(test.emulator, 'team/app', '1', app);
  await syncConnection(test.connection, test.bench.deps);
  await test.bench.drain();
});
afterAll(() => test.close());

const params = () => ({ connection: test.connection, repository: 'team/app', reference: '1' });

it('says what an image is built on, and what to build it on instead', async () => {
  const [base] = await call(test, contract.getLineage, { params: params(), as: 'viewer' });

  expect(base).toMatchObject({ name: 'platform/node:20-20260101', digest: oldBase.manifest.digest, outdated: true, layerCount: 1 });
  expect(base?.candidates.map(({ digest }) => digest)).toContain(newBase.manifest.digest);
});

describe('a plan', () => {
  it('is matched before it is shown, and fetches nothing', async () => {
    const before = test.emulator.requests.length;

    const { findings, plans } = await call(test, contract.getImagePlan, { params: params() });

    expect(findings).toBe(1);
    expect(plans[0]).toMatchObject({ removes: [{ id: 'CVE-2026-1' }], remaining: 0, adds: [] });
    expect(plans.flatMap(({ edits }) => edits.map(({ kind }) => kind))).toContain('base-image');
    expect(test.emulator.requests.length).toBe(before);
  });

  it('says how to mend the configuration, which removes nothing, where it is not that of the base', async () => {
    const ofConfiguration = async (repository: string) => {
      const { plans } = await call(test, contract.getImagePlan, { params: { ...params(), repository } });
      return plans.filter(({ key }) => key.startsWith('configuration:'));
    };

    const [plan, ...others] = await ofConfiguration('shop/web');

    expect(others).toEqual([]);
    expect(plan).toMatchObject({ key: 'configuration:CIS-4.1', title: 'Run as a user other than root', removes: [], remaining: 1 });
    expect(plan?.dockerfileDiff).toContain('+USER 1000');
    expect(await ofConfiguration('team/app')).toEqual([]);
  });

  it('has a key and steps, and can be asked for with some of them only', async () => {
    const { plans } = await call(test, contract.getImagePlan, { params: params() });
    const [plan] = plans;
    const steps = [...new Set(plan!.edits.map(({ step }) => step))];

    expect(plans.map(({ key }) => key)).toContain('base:platform/node:20-@');
    expect(await call(test, contract.simulatePlan, { params: params(), body: { key: plan!.key, steps }, as: 'viewer' })).toEqual(plan);
    expect(await call(test, contract.simulatePlan, { params: params(), body: { key: plan!.key, steps: [] } })).toMatchObject({
      edits: [],
      removes: [],
      remaining: 1,
    });
    await expect(call(test, contract.simulatePlan, { params: params(), body: { key: 'pin:npm/no', steps: [] } })).rejects.toThrow('404');
    await expect(call(test, contract.simulatePlan, { params: params(), body: { key: plan!.key, steps: [0, 499] } })).rejects.toThrow(
      'has no step 499',
    );
  });

  it('leaves out what a decision hides on this image, and is the same again when that ends', async () => {
    const before = await call(test, contract.getImagePlan, { params: params() });
    const scope = { repositoryGlob: 'team/*' };
    const body = { scope, vulnerability: 'CVE-2026-1', packagePattern: 'le*', kind: 'accepted', reason: 'no input reaches it' };
    const { id } = await call(test, contract.createDecision, { body });

    expect(await call(test, contract.getImagePlan, { params: params() })).toMatchObject({ findings: 0, plans: [] });
    expect(
      await call(test, contract.getImagePlan, { params: { ...params(), repository: 'platform/node', reference: '20-20260101' } }),
    ).toMatchObject({ findings: 1 });

    await call(test, contract.endDecision, { params: { decision: id }, body: { reason: 'it does' } });
    expect(await call(test, contract.getImagePlan, { params: params() })).toEqual(before);
  });
});

it('compares two images, each with the part that differs', async () => {
  const query = { with: '20-20260201', repository: 'platform/node' };

  const { packages, vulnerabilities } = await call(test, contract.compareImages, { params: params(), query });

  expect(packages.added).toMatchObject([{ purl: 'pkg:npm/right@1.0.0' }]);
  expect(packages.changed).toMatchObject([{ before: ['pkg:npm/left@2.0.0'], after: ['pkg:npm/left@1.0.0'] }]);
  expect(vulnerabilities.added).toMatchObject([{ id: 'CVE-2026-1' }]);
});

it('says who is built on whom', async () => {
  const bases = await call(test, contract.listBases, { as: 'viewer' });

  expect(bases.find(({ digest }) => digest === oldBase.manifest.digest)).toMatchObject({
    children: 1,
    descendants: 1,
    outdated: true,
    findings: 1,
  });
  expect(bases.find(({ digest }) => digest === app.manifest.digest)).toMatchObject({ base: oldBase.manifest.digest });
});
