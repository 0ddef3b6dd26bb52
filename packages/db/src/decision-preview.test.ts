import { afterAll, expect, it } from 'vitest';
import { previewDecision } from './decision-preview.ts';
import { decidedFleet } from './testing/decided-fleet.ts';

const { db, close, decide } = await decidedFleet();
afterAll(close);

it('counts findings, images, tags and repositories, and changes nothing', async () => {
  expect(await previewDecision(db, { scope: {}, packagePattern: 'left-*' })).toEqual({
    findings: 4,
    images: 2,
    tags: 3,
    repositories: 1,
    alreadyDecided: 0,
  });
  expect((await db.query('select from decision')).rowCount).toBe(0);
});

it('tells what another decision hides already', async () => {
  await decide({ scope: {}, vulnerability: 'CVE-1' });
  await decide({ scope: { tagGlob: '2' }, packagePattern: 'left-pad' });

  expect(await previewDecision(db, { scope: {}, packagePattern: 'left-*' })).toMatchObject({ findings: 4, alreadyDecided: 3 });
  expect(await previewDecision(db, { scope: {}, vulnerability: 'CVE-3' })).toMatchObject({ findings: 2, alreadyDecided: 0 });
});

it('counts nothing for a scope that fits nothing', async () => {
  expect(await previewDecision(db, { scope: { repositoryGlob: 'none/*' }, vulnerability: 'CVE-1' })).toEqual({
    findings: 0,
    images: 0,
    tags: 0,
    repositories: 0,
    alreadyDecided: 0,
  });
});
