import type { RuleResult } from '@plimsoll/model';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import { readDeadlines } from './deadlines.ts';
import { addPolicy, changePolicy } from './policies.ts';
import { savePolicyResults } from './policy-results.ts';
import { addRepository, digestOf, imageId, list, listed } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const DAY_MS = 86_400_000;
const NONE = { overdue: 0, week: 0, month: 0, later: 0, none: 0 };
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const IMAGES = 12;
let live: Awaited<ReturnType<typeof addRepository>>;
let old: Awaited<ReturnType<typeof addRepository>>;
let [first, second, other] = [0, 0, 0];

const digest = (n: number) => digestOf(`image ${n}`);
const say = async (policy: number, repository: number, n: number, days: number | undefined) => {
  const finding = { vulnerability: `CVE-${n}`, package: 'a', version: '1', severity: 'high', firstSeenAt: inDays(-90) } as const;
  const result: RuleResult = {
    rule: 'fix-deadline',
    state: 'pass',
    message: 'so it is',
    ...(days === undefined ? {} : { dueAt: inDays(days), findings: [finding] }),
  };
  const image = await imageId(db, repository, digest(n));
  await savePolicyResults(db, [{ policy, image, state: 'pass', results: [{ rule: 'non-root', state: 'pass', message: 'no' }, result] }]);
};

beforeAll(async () => {
  live = await addRepository(db, 'live');
  old = await addRepository(db, 'old');
  for (const { repository } of [live, old])
    await list(
      db,
      repository,
      Array.from({ length: IMAGES }, (_, n) => listed(digest(n), n === 0 ? [] : [`t${n}`, `u${n}`])),
    );
});

it('has nothing to count where no policy sets deadlines', async () => {
  other = await addPolicy(db, { name: 'Root', description: '', scope: {}, rules: [{ kind: 'non-root' }], enabled: true }, 'ada');
  await say(other, live.repository, 1, 3);

  expect(await readDeadlines(db)).toEqual({ policies: [], images: NONE, overdue: [], next: [] });
});

it('counts each image once, by its first deadline, and lists those next', async () => {
  const policy = (name: string) =>
    addPolicy(
      db,
      {
        name,
        description: '',
        scope: {},
        rules: [{ kind: 'no-secrets' }, { kind: 'fix-deadline', criticalDays: 7 }],
        enabled: true,
      },
      'ada',
    );
  [first, second] = [await policy('First'), await policy('Second')];
  await say(first, live.repository, 1, -2);
  await say(second, live.repository, 1, 5);
  await say(first, live.repository, 2, 20);
  await say(second, live.repository, 2, 6);
  await say(first, live.repository, 3, 29);
  await say(first, live.repository, 4, 31);
  await say(first, live.repository, 5, undefined);

  const { policies, images, overdue, next } = await readDeadlines(db);

  expect(policies).toEqual([
    { id: first, name: 'First' },
    { id: second, name: 'Second' },
  ]);
  expect(images).toEqual({ overdue: 1, week: 1, month: 1, later: 1, none: 1 });
  expect(overdue).toMatchObject([
    {
      policy: first,
      policyName: 'First',
      image: { connection: live.connection, repository: 'shop/web', reference: 't1' },
      finding: { vulnerability: 'CVE-1', package: 'a', severity: 'high' },
    },
  ]);
  expect(next.map(({ policy: by, image }) => [by, image.reference])).toEqual([
    [second, 't2'],
    [first, 't3'],
    [first, 't4'],
  ]);
  expect(next[0]!.dueAt.getTime() - Date.now()).toBeGreaterThan(5.9 * DAY_MS);
});

it('shows five of those overdue for longest and ten of those next', async () => {
  for (let n = 0; n < 6; n++) await say(first, live.repository, n, -n - 1);
  expect((await readDeadlines(db)).overdue.map(({ image }) => image.reference)).toEqual(['t5', 't4', 't3', 't2', 't1']);

  for (let n = 0; n < IMAGES; n++) await say(first, live.repository, n, n + 1);
  const { overdue, next } = await readDeadlines(db);
  expect(overdue).toEqual([]);
  expect(next).toHaveLength(10);
  expect(next[0]!.image.reference).toBe(digest(0));
});

it('stops the clocks of a frozen registry, and forgets a policy that is off', async () => {
  await say(first, old.repository, 1, 3);
  const before = (await readDeadlines(db)).images;
  await disconnect(db, old.connection);
  await db.query(`update connection set disconnected_at = now() - interval '40 days' where id = $1`, [old.connection]);

  const { images, next } = await readDeadlines(db);
  expect(images).toEqual({ ...before, week: before.week - 1, later: before.later + 1 });
  expect(next.every(({ image }) => image.connection === live.connection)).toBe(true);

  await changePolicy(db, first, { enabled: false });
  await changePolicy(db, second, { enabled: false });
  expect(await readDeadlines(db)).toMatchObject({ policies: [], images: NONE });
});
