import { afterAll, beforeAll, expect, it } from 'vitest';
import { evidenceOf, listFindings } from './findings.ts';
import { listNotAffected } from './not-affected.ts';
import { applyRematch } from './rematch.ts';
import { subjectsByName } from './subjects.ts';
import { checkSummaries } from './summaries.ts';
import {
  addRepository,
  type Advisory,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  judgeByName,
  list,
  listed,
  npmMember,
  npmSubject,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { describeVulnerability, listVulnerabilities } from './vulnerabilities.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
const cve1: Advisory = { vulnerability: vulnerabilityOf('CVE-1'), name: 'left-pad', severity: 'high', fixedVersions: [] };
const [one, two] = [digestOf('one'), digestOf('two')];
let images: number[];

/** As the server does after an update of the advisories: only the names that changed. */
async function rematch(...names: string[]) {
  const changes = [];
  for await (const subjects of subjectsByName(
    db,
    names.map((name) => ({ ecosystem: 'npm', name })),
  )) {
    changes.push(await applyRematch(db, { subjects, judge: judgeByName, ...world.match(subjects.map(({ subject }) => subject)) }));
  }
  expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
  return changes;
}

async function findings(image: number, asOf?: Date) {
  const { rows } = await listFindings(db, image, { asOf }, { limit: 100 });
  return rows.map(({ vulnerability, severity, fixedVersions }) => [vulnerability, severity, ...fixedVersions]);
}

beforeAll(async () => {
  world.advisories.push(cve1);
  const { repository } = await addRepository(db, 'rematch');
  await list(db, repository, [listed(one, ['1']), listed(two, ['2'])]);
  images = [await imageId(db, repository, one), await imageId(db, repository, two)];
  const shared = setOf('lang/npm@1', [npmMember('left-pad'), npmMember('lodash')]);
  const binary = setOf('go/binary@1', [npmMember('left-pad', '2.0.0', 'bin/app')], { kind: 'go-symbols', symbols: { lodash: [] } });
  await read(db, world, images[0]!, inventoryOf([shared]));
  await read(db, world, images[1]!, inventoryOf([shared, binary]));
});

it('starts with what the images were read with: a set that two share, and a verdict that takes one away', async () => {
  expect(await findings(images[0]!)).toEqual([['CVE-1', 'high']]);
  expect(await findings(images[1]!)).toEqual([['CVE-1', 'high']]);
  expect(await listNotAffected(db, images[1]!)).toEqual([
    {
      vulnerability: 'CVE-1',
      aliases: [],
      purl: 'pkg:npm/left-pad@2.0.0',
      justification: 'vulnerable_code_not_present',
      evidence: 'left-pad is not linked in',
    },
  ]);
});

it('opens a link for every image that shares the set, and changes nothing the second time', async () => {
  const beforehand = new Date();
  world.advisories.push({ vulnerability: vulnerabilityOf('CVE-2'), name: 'lodash', severity: 'critical', fixedVersions: ['5'] });

  expect(await rematch('lodash', 'never-seen')).toEqual([{ opened: 1, closed: 0 }]);
  expect(await rematch('lodash')).toEqual([{ opened: 0, closed: 0 }]);

  for (const image of images)
    expect(await findings(image)).toEqual([
      ['CVE-2', 'critical', '5'],
      ['CVE-1', 'high'],
    ]);
  expect(await findings(images[0]!, beforehand)).toEqual([['CVE-1', 'high']]);
});

it('keeps the first-seen of a finding whose fix came', async () => {
  const seen = async () => (await listFindings(db, images[0]!, { filter: { vulnerability: 'CVE-1' } }, { limit: 1 })).rows[0]!;
  const before = await seen();
  world.advisories[0] = { ...cve1, severity: 'medium', fixedVersions: ['1.0.1'] };

  await rematch('left-pad');

  const after = await seen();
  expect(after).toMatchObject({ severity: 'medium', fixState: 'available', fixedVersions: ['1.0.1'], firstSeenAt: before.firstSeenAt });
  expect(after.id).not.toBe(before.id);
  expect(await evidenceOf(db, [after])).toEqual([[{ advisory: 'A-CVE-1', range: 'all', comparison: '1.0.0 is in it' }]]);
  expect((await listNotAffected(db, images[1]!)).length).toBe(1);
});

it('goes on under one id when two flaws turn out to be one, and loses no name', async () => {
  const id = async (name: string) =>
    (await db.query<{ id: number }>('select vulnerability_id as id from vulnerability_alias where name = $1', [name])).rows[0]?.id;
  world.advisories.push({
    vulnerability: vulnerabilityOf('GHSA-x', { aliases: ['OSV-x'] }),
    name: 'left-pad',
    severity: 'low',
    fixedVersions: [],
  });
  await rematch('left-pad');
  const younger = await id('GHSA-x');
  expect((await findings(images[0]!)).map(([name]) => name)).toEqual(['CVE-2', 'CVE-1', 'GHSA-x']);

  world.advisories.splice(2, 1);
  world.advisories[0] = { ...cve1, vulnerability: vulnerabilityOf('CVE-1', { aliases: ['GHSA-x', 'OSV-x'] }) };
  await rematch('left-pad');

  expect((await findings(images[0]!)).map(([name]) => name)).toEqual(['CVE-2', 'CVE-1']);
  expect(await id('OSV-x')).toBe(await id('CVE-1'));
  expect(await id('GHSA-x')).not.toBe(younger);
  expect((await describeVulnerability(db, 'GHSA-x'))?.id).toBe('CVE-1');
});

it('gives an older group its better name', async () => {
  world.advisories[0] = {
    ...cve1,
    vulnerability: vulnerabilityOf('CVE-0', {
      aliases: ['CVE-1', 'GHSA-x', 'OSV-x'],
      kev: { dateAdded: '2026-01-02', dueDate: '2026-02-03', ransomware: true },
    }),
  };

  await rematch('left-pad');

  expect(await describeVulnerability(db, 'CVE-1')).toMatchObject({
    id: 'CVE-0',
    aliases: ['CVE-1', 'GHSA-x', 'OSV-x'],
    exploited: true,
    kev: { dateAdded: '2026-01-02', dueDate: '2026-02-03', ransomware: true },
  });
});

it('closes what no advisory says any more', async () => {
  world.advisories.length = 0;

  await rematch('left-pad', 'lodash');

  expect(await findings(images[1]!)).toEqual([]);
  expect(await listNotAffected(db, images[1]!)).toEqual([]);
  expect((await listVulnerabilities(db, {}, { limit: 10 })).total).toBe(0);
});

it('refuses links that it cannot place', async () => {
  const link = {
    subject: npmSubject('left-pad'),
    vulnerability: 'CVE-9',
    severity: 'low',
    status: 'affected',
    fixState: 'none',
    fixedVersions: [],
    evidence: [],
  } as const;

  await expect(applyRematch(db, { subjects: [], links: [link], vulnerabilities: [], judge: judgeByName })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  await expect(
    applyRematch(db, { subjects: [], links: [link], vulnerabilities: [vulnerabilityOf('CVE-9')], judge: judgeByName }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
