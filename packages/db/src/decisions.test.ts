import { afterAll, describe, expect, it } from 'vitest';
import { decidedOfImages } from './counts.ts';
import { previewDecision } from './decision-preview.ts';
import { getDecision, listDecisions, makeDecision } from './decisions.ts';
import { endDecision, expireDecisions } from './end-decisions.ts';
import { describeImage } from './image-detail.ts';
import { checkSummaries } from './summaries.ts';
import { decidedFleet, NO_DRIFT, ONE, THREE, TWO } from './testing/decided-fleet.ts';
import { listAffectedImages } from './affected-images.ts';
import { listVulnerabilities } from './vulnerabilities.ts';

describe('a decision on a vulnerability in a glob of repositories', async () => {
  const { db, close, connection, push, readAll, idOf, decide, decidedIn } = await decidedFleet();
  afterAll(close);
  const target = { scope: { repositoryGlob: 'shop/*' }, vulnerability: 'CVE-1' };
  let id = 0;

  it('can be looked at before it is made', async () => {
    expect(await previewDecision(db, target)).toEqual({ findings: 2, images: 2, tags: 3, repositories: 1, alreadyDecided: 0 });
  });

  it('hides its findings, which stay in the list', async () => {
    id = await decide(target);

    expect(await decidedIn(ONE)).toEqual([
      ['CVE-1', id],
      ['CVE-2', undefined],
      ['CVE-3', undefined],
    ]);
    expect(await decidedIn(ONE, false)).toEqual([
      ['CVE-2', undefined],
      ['CVE-3', undefined],
    ]);
    expect(await decidedIn(ONE, true)).toEqual([['CVE-1', id]]);
    expect(await decidedOfImages(db, [await idOf(ONE)])).toEqual(
      new Map([[await idOf(ONE), { critical: 0, high: 1, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 1 }]]),
    );
  });

  it('says what it hides, and is counted where a list shows it', async () => {
    expect(await getDecision(db, id)).toMatchObject({ state: 'open', vulnerability: 'CVE-1', hides: { findings: 2, images: 2 } });
    expect(await previewDecision(db, { scope: {}, packagePattern: 'left-*' })).toMatchObject({ findings: 4, alreadyDecided: 2 });
    const { rows } = await listVulnerabilities(db, {}, { limit: 50 });
    expect(Object.fromEntries(rows.map((row) => [row.id, row.decidedImages]))).toEqual({ 'CVE-1': 2, 'CVE-2': 0, 'CVE-3': 0 });
    const open = await listVulnerabilities(db, { openOnly: true }, { limit: 50 });
    expect([open.total, open.rows.map((row) => row.id).sort()]).toEqual([2, ['CVE-2', 'CVE-3']]);
    const affected = await listAffectedImages(db, 'CVE-1', { limit: 50 });
    expect(affected.rows.map(({ decidedPackages }) => decidedPackages)).toEqual([1, 1]);
  });

  it('follows the problem to a tag that is pushed later', async () => {
    await push({ [ONE]: ['1'], [TWO]: ['2'], [THREE]: ['3', 'latest'] });
    await readAll(THREE);

    expect(await decidedIn(THREE, true)).toEqual([['CVE-1', id]]);
    const { decided } = await describeImage(db, { connection, repository: 'shop/web', reference: '3' });
    expect(decided.high).toBe(1);
    expect(await getDecision(db, id)).toMatchObject({ hides: { findings: 3, images: 3 } });
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  });

  it('is ended once, and all is open again', async () => {
    await endDecision(db, id, { actor: 'grace', reason: 'there is input after all' });

    expect(await decidedIn(THREE, true)).toEqual([]);
    expect(await decidedOfImages(db, [await idOf(THREE)])).toEqual(new Map());
    expect(await listDecisions(db, { state: 'closed' }, { limit: 10 })).toMatchObject({
      total: 1,
      rows: [{ id, state: 'ended', endedBy: 'grace', endedReason: 'there is input after all', hides: { findings: 0, images: 0 } }],
    });
    await expect(endDecision(db, id, { actor: 'grace', reason: '' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(endDecision(db, 999, { actor: 'grace', reason: '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('expires, and all is open again', async () => {
    const soon = await makeDecision(db, {
      ...target,
      kind: 'not-affected',
      justification: 'inline_mitigations_already_exist',
      reason: 'the proxy filters it',
      author: 'ada',
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    expect(await expireDecisions(db)).toEqual([]);
    expect(await decidedIn(ONE, true)).toEqual([['CVE-1', soon]]);
    await db.query(`update decision set expires_at = now() - interval '1 second' where id = $1`, [soon]);

    expect(await expireDecisions(db)).toEqual([soon]);

    expect(await decidedIn(ONE, true)).toEqual([]);
    expect(await getDecision(db, soon)).toMatchObject({ state: 'expired', justification: 'inline_mitigations_already_exist' });
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  });
});

describe('the scope of a decision', async () => {
  const { db, close, decide, decidedIn } = await decidedFleet();
  afterAll(close);

  it.each([
    { scope: { tagGlob: 'lat*' }, vulnerability: 'CVE-1', one: 1, two: 0 },
    { scope: { tagGlob: '2' }, packagePattern: 'left-pad', one: 0, two: 2 },
    { scope: { connection: 1 }, packagePattern: '*-pad', one: 3, two: 3 },
    { scope: { repositoryGlob: 'other/*' }, vulnerability: 'CVE-1', one: 0, two: 0 },
    { scope: { connection: 1, repositoryGlob: 'shop/web', image: TWO }, vulnerability: 'CVE-3', one: 0, two: 1 },
    { scope: {}, vulnerability: 'CVE-1', packagePattern: 'right-*', one: 0, two: 0 },
  ])('$scope $vulnerability $packagePattern', async ({ one, two, ...target }) => {
    const preview = await previewDecision(db, target);
    const id = await decide(target);

    expect([(await decidedIn(ONE, true)).length, (await decidedIn(TWO, true)).length]).toEqual([one, two]);
    expect(preview.findings).toBe(one + two);
    expect((await getDecision(db, id)).hides.findings).toBe(one + two);
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
    await endDecision(db, id, { actor: 'ada', reason: '' });
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  });

  it.each([
    { scope: {}, code: 'INVALID_INPUT' },
    { scope: {}, packagePattern: '**', code: 'INVALID_INPUT' },
    { scope: {}, vulnerability: 'CVE-0', code: 'INVALID_INPUT' },
    { scope: { connection: 77 }, vulnerability: 'CVE-1', code: 'INVALID_INPUT' },
    { scope: { image: TWO }, vulnerability: 'CVE-1', code: 'INVALID_INPUT' },
    { scope: { tagGlob: '' }, vulnerability: 'CVE-1', code: 'INVALID_INPUT' },
  ])('refuses $scope $vulnerability $packagePattern', async ({ code, ...target }) => {
    await expect(decide(target)).rejects.toMatchObject({ code });
    await expect(previewDecision(db, target)).rejects.toMatchObject({ code });
  });

  it('refuses a justification that does not belong, and an expiry in the past', async () => {
    const target = { scope: {}, vulnerability: 'CVE-1', reason: 'r', author: 'ada' };
    await expect(makeDecision(db, { ...target, kind: 'not-affected' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(makeDecision(db, { ...target, kind: 'accepted', expiresAt: new Date(0) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
