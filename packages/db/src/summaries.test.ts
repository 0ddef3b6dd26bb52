import { afterAll, beforeAll, expect, it } from 'vitest';
import { SEVERITIES } from '@plimsoll/model';
import { disconnect, reconnect } from './connections.ts';
import { listDecisions, makeDecision, type NewDecision } from './decisions.ts';
import { endDecision, expireDecisions } from './end-decisions.ts';
import { recordIndex } from './indexes.ts';
import { applyRematch } from './rematch.ts';
import { allSubjects } from './subjects.ts';
import { checkSummaries, rebuildSummaries } from './summaries.ts';
import {
  addRepository,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  judgeByName,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const NONE = { sets: [], repositories: [], tagCounts: [], decided: [] };
const world = new AdvisoryWorld();
let seed = 20_261_124;

/** Deterministic: a failure repeats. @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function below(limit: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
}
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
const some = <T>(items: readonly T[]): T[] => items.filter(() => below(3) === 0);

const NAMES = Array.from({ length: 12 }, (_, n) => `package-${n}`);
const VULNERABILITIES = Array.from({ length: 10 }, (_, n) => `CVE-2026-${n}`);
const TAGS = ['latest', '1', '2', '3', 'next'];
const IMAGES = Array.from({ length: 8 }, (_, n) => digestOf(`image ${n}`));
const INDEX = digestOf('index');

let fleets: { connection: number; repository: number; frozen: boolean }[];
beforeAll(async () => {
  fleets = [];
  for (const name of ['a', 'b', 'c']) fleets.push({ ...(await addRepository(db, name)), frozen: false });
  // A decision names what some image had: here that is everything, from the first step.
  await db.query(
    `with v as (insert into vulnerability (name, severity, risk) select unnest($1::text[]), 4, 5000 returning id, name)
     insert into vulnerability_alias select name, id from v`,
    [VULNERABILITIES],
  );
  await db.query(`insert into ecosystem values (1, 'npm')`);
});

function randomSet() {
  const names = some(NAMES);
  const facts =
    below(3) === 0 ? { kind: 'go-symbols' as const, symbols: Object.fromEntries(some(names).map((name) => [name, []])) } : undefined;
  return setOf(
    'lang/npm@1',
    (names.length === 0 ? [pick(NAMES)] : names).map((name) => npmMember(name, pick(['1', '2']))),
    facts,
  );
}

async function pushOrMoveTags({ repository }: { repository: number }) {
  const images = IMAGES.map((digest) => ({ digest, tags: [] as string[] }));
  for (const tag of some(TAGS)) pick(images).tags.push(tag);
  const index = listed(INDEX, below(2) === 0 ? ['multi', 'all'] : [], { isIndex: true });
  await list(db, repository, [...images.map(({ digest, tags }) => listed(digest, tags)), index], below(4) > 0);
}

async function recordTheIndex({ repository }: { repository: number }) {
  const children = some(IMAGES).map((digest) => ({ digest, platform: 'linux/arm64', mediaType: 'm', sizeBytes: 1 }));
  await recordIndex(db, { repository, indexDigest: INDEX, children });
}

async function readSomething({ repository }: { repository: number }) {
  const sets = [randomSet(), randomSet()].slice(below(2));
  await read(db, world, await imageId(db, repository, pick(IMAGES)), inventoryOf(sets, `f${below(3)}`));
}

async function changeAdvisories() {
  for (let n = 0; n < 4; n++) {
    const remaining = world.advisories.length;
    if (remaining > 15 || (remaining > 0 && below(3) === 0)) world.advisories.splice(below(remaining), 1);
    const [id, name] = [pick(VULNERABILITIES), pick(NAMES)];
    if (world.advisories.some((advisory) => advisory.name === name && advisory.vulnerability.id === id)) continue;
    world.advisories.push({
      vulnerability: vulnerabilityOf(id),
      name,
      severity: pick(SEVERITIES),
      fixedVersions: below(2) === 0 ? [] : ['9'],
    });
  }
  for await (const subjects of allSubjects(db)) {
    await applyRematch(db, { subjects, judge: judgeByName, ...world.match(subjects.map(({ subject }) => subject)) });
  }
}

function randomDecision({ connection }: { connection: number }): NewDecision {
  const target = pick([
    { vulnerability: pick(VULNERABILITIES) },
    { packagePattern: pick([...NAMES, 'package-1*', '*-2', 'package-?']) },
    { vulnerability: pick(VULNERABILITIES), packagePattern: 'package-?' },
    {
      vulnerability: pick(VULNERABILITIES),
      packagePattern: pick(NAMES),
      packageBuild: pick([{ ecosystem: 'npm' }, { version: '2' }, { version: '1' }]),
    },
  ]);
  const scope = pick([
    {},
    { connection },
    { repositoryGlob: 'shop/*' },
    { connection, repositoryGlob: 'shop/web', tagGlob: pick(['*', '?', 'l*', 'multi']) },
    { connection, repositoryGlob: 'shop/web', image: pick([INDEX, ...IMAGES]) },
  ]);
  return { ...target, scope, kind: 'accepted', reason: 'because', author: 'ada' };
}

async function decide(fleet: { connection: number }) {
  await makeDecision(db, randomDecision(fleet));
  await makeDecision(db, randomDecision(fleet));
}

async function closeDecisions() {
  const { rows } = await listDecisions(db, { state: 'open' }, { limit: 100 });
  for (const { id } of rows.slice(0, below(4))) await endDecision(db, id, { actor: 'ada', reason: 'over' });
  await db.query(`update decision set expires_at = created_at where until = 'infinity' and id % 3 = 0`);
  await expireDecisions(db);
}

it('has no difference from a recomputation after any mix of writes', async () => {
  for (const fleet of fleets) await pushOrMoveTags(fleet);
  const done = new Map<string, number>();
  const drift = [];
  for (let step = 1; step <= 250; step++) {
    const fleet = pick(fleets);
    const writes = fleet.frozen
      ? [changeAdvisories, decide, closeDecisions]
      : [
          pushOrMoveTags,
          recordTheIndex,
          readSomething,
          readSomething,
          readSomething,
          changeAdvisories,
          changeAdvisories,
          decide,
          closeDecisions,
        ];
    const write = pick(writes);
    done.set(write.name, (done.get(write.name) ?? 0) + 1);
    await write(fleet);
    if (below(12) === 0) {
      if (fleet.frozen) await reconnect(db, fleet.connection, { auth: {}, sealed: null });
      else await disconnect(db, fleet.connection);
      fleet.frozen = !fleet.frozen;
      done.set('frozen or thawed', (done.get('frozen or thawed') ?? 0) + 1);
    }
    drift.push({ step, ...(await checkSummaries(db)) });
  }

  expect(drift).toEqual(drift.map(({ step }) => ({ step, ...NONE })));
  expect(Math.min(...done.values())).toBeGreaterThan(4);
  const { rows } = await db.query<{ links: number; closed: number; verdicts: number; rows: number; decisions: number; decided: number }>(
    `select (select count(*) from link where until = 'infinity') as links, (select count(*) from link where until < 'infinity') as closed,
            (select count(*) from set_verdict) as verdicts, (select count(*) from repository_vulnerability where images > 0) as rows, (select count(*) from decision) as decisions,
            (select sum(critical + high + medium + low + negligible + unknown) from image_decided) as decided`,
  );
  expect(Math.min(...Object.values(rows[0]!))).toBeGreaterThan(10);
});

it('has no difference either when writers run at the same time', async () => {
  for (const fleet of fleets.filter(({ frozen }) => frozen)) await reconnect(db, fleet.connection, { auth: {}, sealed: null });
  const writers = fleets.map(async (fleet) => {
    for (let n = 0; n < 8; n++) {
      await pushOrMoveTags(fleet);
      await readSomething(fleet);
      await decide(fleet);
    }
  });
  await Promise.all([...writers, closeDecisions().then(closeDecisions), changeAdvisories().then(changeAdvisories).then(changeAdvisories)]);
  // images that were read while the advisories changed were matched with either: the next re-match makes them agree
  await changeAdvisories();

  expect(await checkSummaries(db)).toEqual(NONE);
});

it('sees a difference, and rebuilds', async () => {
  await db.query('update set_summary set high = high + 1 where set_id = (select min(set_id) from set_summary)');
  await db.query(
    'delete from repository_vulnerability where (repository_id, vulnerability_id) = (select repository_id, vulnerability_id from repository_vulnerability where images > 0 limit 1)',
  );

  await db.query('update image_decided set low = low + 1 where image_id = (select min(image_id) from image_decided)');

  const drift = await checkSummaries(db);
  expect([drift.sets.length, drift.repositories.length, drift.decided.length]).toEqual([1, 1, 1]);

  await rebuildSummaries(db);
  expect(await checkSummaries(db)).toEqual(NONE);
});
