import type { PolicyState } from '@plimsoll/model';
import { afterAll, expect, it } from 'vitest';
import { addPolicy, changePolicy } from './policies.ts';
import {
  arePoliciesDue,
  closeOtherResults,
  listPolicyImages,
  policiesOfImage,
  policyCounts,
  policyTrend,
  savePolicyResults,
  writePolicyDay,
} from './policy-results.ts';
import { decidedFleet, ONE, TWO } from './testing/decided-fleet.ts';

const { db, close, connection, idOf } = await decidedFleet();
afterAll(close);
const [one, two] = [await idOf(ONE), await idOf(TWO)];
const policy = await addPolicy(db, { name: 'Ours', description: '', scope: {}, rules: [{ kind: 'non-root' }], enabled: true }, 'ada');

const say = (image: number, state: PolicyState, message = 'so it is', dueAt?: string) =>
  savePolicyResults(db, [
    { policy, image, state, results: [{ rule: 'non-root', state, message, ...(dueAt === undefined ? {} : { dueAt }) }] },
  ]);
const lifetimes = async () => (await db.query(`select state from policy_result where image_id = ${one} order by id`)).rows.length;

it('says nothing before the first evaluation', async () => {
  expect(await policyCounts(db)).toEqual(new Map());
  expect(await policiesOfImage(db, one)).toEqual([]);
});

it('keeps the beginning of a state, and the latest of its reasons', async () => {
  await say(one, 'violation');
  const [before] = await policiesOfImage(db, one);
  await say(one, 'violation', 'still so', '2026-12-01T00:00:00.000Z');

  expect(await policiesOfImage(db, one)).toMatchObject([
    { policy, name: 'Ours', state: 'violation', since: before!.since, dueAt: new Date('2026-12-01'), results: [{ message: 'still so' }] },
  ]);
  expect(await lifetimes()).toBe(1);
});

it('opens a new row when the state changes', async () => {
  await say(one, 'pass');

  expect(await policiesOfImage(db, one)).toMatchObject([{ state: 'pass' }]);
  expect(await lifetimes()).toBe(2);
});

it('lists violations first, counts each state apart, and filters', async () => {
  await say(two, 'violation');

  const page = await listPolicyImages(db, policy, {}, { limit: 1 });
  const rest = await listPolicyImages(db, policy, {}, { limit: 1, cursor: page.nextCursor });

  expect(page).toMatchObject({ total: 2, rows: [{ connection, repository: 'shop/web', digest: TWO, tags: ['2'], state: 'violation' }] });
  expect(rest.rows).toMatchObject([{ digest: ONE, state: 'pass' }]);
  expect(rest.nextCursor).toBeUndefined();
  expect((await listPolicyImages(db, policy, { state: 'unknown' }, { limit: 5 })).total).toBe(0);
  expect((await listPolicyImages(db, policy, { q: 'latest' }, { limit: 5 })).rows.map(({ digest }) => digest)).toEqual([ONE]);
  expect(await policyCounts(db)).toEqual(new Map([[policy, { pass: 1, violation: 1, unknown: 0 }]]));
});

it('keeps a day of the trend, the latest of it', async () => {
  expect(await arePoliciesDue(db)).toBe(true);
  await writePolicyDay(db);
  await say(two, 'unknown', 'nobody knows', '2099-01-01T00:00:00.000Z');
  await writePolicyDay(db);

  expect(await policyTrend(db, policy, 90)).toMatchObject([{ pass: 1, violation: 0, unknown: 1 }]);
  expect(await arePoliciesDue(db)).toBe(false);
  expect((await policyCounts(db)).get(policy)).toMatchObject({ nextDueAt: new Date('2099-01-01') });
});

it('is due again when a deadline has passed', async () => {
  await say(two, 'unknown', 'nobody knows', '2026-01-01T00:00:00.000Z');

  expect(await arePoliciesDue(db)).toBe(true);
});

it('closes what was said of other images, and all of it when the policy is off', async () => {
  await closeOtherResults(db, policy, [one]);
  expect(await policyCounts(db)).toEqual(new Map([[policy, { pass: 1, violation: 0, unknown: 0 }]]));

  await changePolicy(db, policy, { enabled: false });
  await say(one, 'violation');
  expect(await policyCounts(db)).toEqual(new Map());
});
