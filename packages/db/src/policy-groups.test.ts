import { afterAll, expect, it } from 'vitest';
import { addPolicy } from './policies.ts';
import { listPolicyGroups, policiesOfScope } from './policy-groups.ts';
import { listPolicyImages, savePolicyResults } from './policy-results.ts';
import { recordRepositories } from './repositories.ts';
import { decidedFleet, ONE, TWO } from './testing/decided-fleet.ts';
import { addRepository, digestOf, imageId, list, listed } from './testing/fleet.ts';

const { db, close, connection, idOf } = await decidedFleet();
afterAll(close);
const policy = await addPolicy(db, { name: 'Ours', description: '', scope: {}, rules: [{ kind: 'non-root' }], enabled: true }, 'ada');
const staging = await addRepository(db, 'staging');
const { ids } = await recordRepositories(db, connection, [
  { name: 'shop/web', uri: 'production/shop/web' },
  { name: 'shop/api', uri: 'production/shop/api' },
]);
const api = ids.get('shop/api')!;
const OTHER = digestOf('other');
await list(db, api, [listed(OTHER, ['1'])]);
await list(db, staging.repository, [listed(OTHER, ['1'])]);

const say = async (image: number, state: 'pass' | 'violation' | 'unknown', dueAt?: string) =>
  savePolicyResults(db, [
    { policy, image, state, results: [{ rule: 'non-root', state, message: '', ...(dueAt === undefined ? {} : { dueAt }) }] },
  ]);
await say(await idOf(ONE), 'pass', '2099-01-02T00:00:00.000Z');
await say(await idOf(TWO), 'violation', '2026-01-01T00:00:00.000Z');
await say(await imageId(db, api, OTHER), 'unknown');
await say(await imageId(db, staging.repository, OTHER), 'pass', '2099-01-01T00:00:00.000Z');

it('keeps the three states apart, by repository: the worst first, page by page', async () => {
  const first = await listPolicyGroups(db, policy, 'repository', { limit: 2 });
  const rest = await listPolicyGroups(db, policy, 'repository', { limit: 2, cursor: first.nextCursor });

  expect(first).toMatchObject({ total: 3 });
  expect([...first.rows, ...rest.rows]).toEqual([
    {
      connection,
      connectionName: 'production',
      repository: 'shop/web',
      violation: 1,
      unknown: 0,
      pass: 1,
      nextDueAt: new Date('2099-01-02'),
    },
    { connection, connectionName: 'production', repository: 'shop/api', violation: 0, unknown: 1, pass: 0 },
    {
      connection: staging.connection,
      connectionName: 'staging',
      repository: 'shop/web',
      violation: 0,
      unknown: 0,
      pass: 1,
      nextDueAt: new Date('2099-01-01'),
    },
  ]);
  expect(rest.nextCursor).toBeUndefined();
});

it('counts registries', async () => {
  const { rows } = await listPolicyGroups(db, policy, 'registry', { limit: 9 });

  expect(rows).toEqual([
    { connection, connectionName: 'production', violation: 1, unknown: 1, pass: 1, nextDueAt: new Date('2099-01-02') },
    { connection: staging.connection, connectionName: 'staging', violation: 0, unknown: 0, pass: 1, nextDueAt: new Date('2099-01-01') },
  ]);
  expect((await listPolicyGroups(db, policy + 1, 'registry', { limit: 9 })).total).toBe(0);
});

it('says what the policies say of one repository', async () => {
  const counts = { policy, name: 'Ours' };

  expect(await policiesOfScope(db, { connection, repository: 'shop/web' })).toEqual([{ ...counts, pass: 1, violation: 1, unknown: 0 }]);
  expect(await policiesOfScope(db, {})).toEqual([{ ...counts, pass: 2, violation: 1, unknown: 1 }]);
  expect(await policiesOfScope(db, { repository: 'shop/none' })).toEqual([]);
});

it('lists images by their next deadline, those without one last', async () => {
  const names: string[] = [];
  for (let cursor: string | undefined, isLast = false; !isLast; isLast = cursor === undefined) {
    const page = await listPolicyImages(db, policy, { sort: 'due' }, { limit: 1, cursor });
    names.push(
      ...page.rows.map(({ connectionName, repository, dueAt }) => `${connectionName} ${repository} ${dueAt?.toISOString().slice(0, 10)}`),
    );
    cursor = page.nextCursor;
  }

  expect(names).toEqual([
    'production shop/web 2026-01-01',
    'staging shop/web 2099-01-01',
    'production shop/web 2099-01-02',
    'production shop/api undefined',
  ]);
});
