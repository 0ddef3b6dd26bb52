import { afterAll, describe, expect, it } from 'vitest';
import { listAffectedImages } from './affected-images.ts';
import { previewDecision } from './decision-preview.ts';
import { toDecisionColumns } from './decision-target.ts';
import { getDecision, listDecisions } from './decisions.ts';
import { endDecision } from './end-decisions.ts';
import { checkSummaries, rebuildSummaries } from './summaries.ts';
import { decidedFleet, NO_DRIFT, THREE, TWO } from './testing/decided-fleet.ts';
import { debMember, inventoryOf, npmMember, read, setOf } from './testing/fleet.ts';

describe('a decision on one build of a package', async () => {
  const { db, close, world, push, idOf, decide, decidedIn } = await decidedFleet();
  afterAll(close);
  await push({ [TWO]: ['2'], [THREE]: ['3'] });
  // THREE has the name twice in npm, and once in Debian, where advisories name the source package.
  const members = [npmMember('left-pad', '1.0.0', 'a'), npmMember('left-pad', '2.0.0', 'b')];
  await read(db, world, await idOf(THREE), inventoryOf([setOf('s', members), setOf('d', [debMember('libleft', 'left-pad', '2.0.0')])]));
  const target = { scope: {}, vulnerability: 'CVE-1', packagePattern: 'left-pad' };

  it.each([
    { packageBuild: { ecosystem: 'npm' }, three: 2, two: 1 },
    { packageBuild: { ecosystem: 'npm', version: '2.0.0' }, three: 1, two: 0 },
    { packageBuild: { version: '2.0.0' }, three: 2, two: 0 },
    { packageBuild: { ecosystem: 'Debian', release: '12', version: '2.0.0', arch: 'source' }, three: 1, two: 0 },
    { packageBuild: { ecosystem: 'Debian', arch: 'amd64' }, three: 0, two: 0 },
    { packageBuild: {}, three: 3, two: 1 },
  ])('hides $packageBuild, and nothing else', async ({ packageBuild, three, two }) => {
    const preview = await previewDecision(db, { ...target, packageBuild });
    const id = await decide({ ...target, packageBuild });

    expect([(await decidedIn(THREE, true)).length, (await decidedIn(TWO, true)).length]).toEqual([three, two]);
    expect(preview.findings).toBe(three + two);
    expect(await getDecision(db, id)).toMatchObject({ hides: { findings: three + two }, packagePattern: 'left-pad' });
    const affected = await listAffectedImages(db, 'CVE-1', { limit: 9 });
    expect(Object.fromEntries(affected.rows.map(({ digest, decidedPackages }) => [digest, decidedPackages]))).toEqual({
      [THREE]: three,
      [TWO]: two,
    });
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
    await rebuildSummaries(db);
    expect((await previewDecision(db, { ...target, packageBuild })).alreadyDecided).toBe(three + two);
    await endDecision(db, id, { actor: 'ada', reason: '' });
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  });

  it('is listed with what it names, and without where it names no build', async () => {
    const packageBuild = { ecosystem: 'Debian', release: '12', version: '2.0.0' };
    await decide({ ...target, packageBuild });
    await decide(target);

    const [plain, built] = (await listDecisions(db, { state: 'open' }, { limit: 2 })).rows;

    expect(built!.packageBuild).toEqual(packageBuild);
    expect(plain).not.toHaveProperty('packageBuild');
  });

  it.each([{ ecosystem: 'Deb' }, { ecosystem: 'npm', release: '99' }])('refuses %j, which nothing has', async (packageBuild) => {
    await expect(toDecisionColumns(db, { ...target, packageBuild })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('refuses a version of no name', async () => {
    const nameless = { scope: {}, vulnerability: 'CVE-1', packageBuild: { version: '1' } };
    await expect(toDecisionColumns(db, nameless)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
