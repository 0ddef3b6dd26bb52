import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  advisoryState,
  beginRematch,
  endRematch,
  saveAdvisoryStatus,
  saveVulnerabilities,
  storedVulnerabilities,
} from './advisory-builds.ts';
import {
  addRepository,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { describeVulnerability } from './vulnerabilities.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
world.advisories.push({ vulnerability: vulnerabilityOf('CVE-2'), name: 'lodash', severity: 'critical', fixedVersions: [] });
let images: number[];
beforeAll(async () => {
  const { repository } = await addRepository(db, 'builds');
  await list(db, repository, [listed(digestOf('image'), ['1'])]);
  images = [await imageId(db, repository, digestOf('image'))];
  await read(db, world, images[0]!, inventoryOf([setOf('s', [npmMember('lodash')])]));
});

it('knows that a re-match was interrupted, and takes no image that was matched with older advisories', async () => {
  await beginRematch(db, 'build 2');
  expect(await advisoryState(db)).toEqual({ build: 'build 2', applied: '' });
  await expect(read(db, world, images[0]!, inventoryOf([setOf('x', [npmMember('new')])]), 'build 1')).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await endRematch(db, 'build 1');
  expect((await advisoryState(db)).applied).toBe('');

  await endRematch(db, 'build 2');
  expect(await advisoryState(db)).toMatchObject({ build: 'build 2', applied: 'build 2', updatedAt: expect.any(Date) as Date });
});

it('takes new texts of a stored group without any link', async () => {
  expect(await storedVulnerabilities(db)).toContain('CVE-2');

  await saveVulnerabilities(db, [vulnerabilityOf('CVE-2', { summary: 'new', cvss: { vector: 'CVSS:3.1/AV:N', score: 9.8 } })]);

  expect(await describeVulnerability(db, 'CVE-2')).toMatchObject({
    summary: 'new',
    cvss: expect.closeTo(9.8) as number,
    cvssVector: 'CVSS:3.1/AV:N',
  });
});

it('keeps what the server tells of its feeds', async () => {
  await saveAdvisoryStatus(db, { feeds: [{ id: 'debian', records: 3 }] });

  expect((await advisoryState(db)).status).toEqual({ feeds: [{ id: 'debian', records: 3 }] });
});
