import { afterAll, describe, expect, it } from 'vitest';
import { disconnect, reconnect } from './connections.ts';
import { decidedOfImages } from './counts.ts';
import { getDecision } from './decisions.ts';
import { endDecision } from './end-decisions.ts';
import { describeImage } from './image-detail.ts';
import { recordIndex } from './indexes.ts';
import { checkSummaries } from './summaries.ts';
import { decidedFleet, NO_DRIFT, ONE, TWO } from './testing/decided-fleet.ts';
import { digestOf, list, listed } from './testing/fleet.ts';
import { listVulnerabilities } from './vulnerabilities.ts';

// Mixes of writers are in `summaries.test.ts`: every count against a recomputation.

describe('decided counts', async () => {
  const { db, close, connection, repository, decide, decidedIn, idOf, push, readAll } = await decidedFleet();
  afterAll(close);

  it('counts a finding once, however many decisions hide it', async () => {
    const first = await decide({ scope: {}, vulnerability: 'CVE-1' });
    const second = await decide({ scope: { tagGlob: '1' }, packagePattern: 'left-pad' });

    expect((await decidedOfImages(db, [await idOf(ONE)])).get(await idOf(ONE))?.high).toBe(2);
    await endDecision(db, first, { actor: 'ada', reason: '' });
    expect((await decidedOfImages(db, [await idOf(ONE)])).get(await idOf(ONE))?.high).toBe(2);
    await endDecision(db, second, { actor: 'ada', reason: '' });
    expect(await decidedOfImages(db, [await idOf(ONE)])).toEqual(new Map());
  });

  it('reaches the images of an index through its tag', async () => {
    await push({ [ONE]: ['1'], [TWO]: ['2'] });
    const index = digestOf('index');
    await list(db, repository, [listed(ONE, []), listed(TWO, ['2']), listed(index, ['multi'], { isIndex: true })]);
    const id = await decide({ scope: { connection, repositoryGlob: 'shop/web', image: index }, vulnerability: 'CVE-1' });
    expect(await decidedIn(ONE, true)).toEqual([]);

    await recordIndex(db, {
      repository,
      indexDigest: index,
      children: [{ digest: ONE, platform: 'linux/amd64', mediaType: 'm', sizeBytes: 1 }],
    });
    await readAll(ONE);

    expect(await decidedIn(ONE, true)).toEqual([['CVE-1', id]]);
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
    expect((await decidedOfImages(db, [await idOf(index)])).get(await idOf(index))?.high).toBe(1);
  });
});

describe('a disconnected registry', async () => {
  const { db, close, connection, decide, decidedIn } = await decidedFleet();
  afterAll(close);

  it('shows what was decided when it was disconnected', async () => {
    const before = await decide({ scope: {}, vulnerability: 'CVE-1' });
    await disconnect(db, connection);
    const after = await decide({ scope: {}, vulnerability: 'CVE-2' });
    await endDecision(db, before, { actor: 'ada', reason: '' });

    expect(await decidedIn(ONE, true)).toEqual([['CVE-1', before]]);
    const { decided } = await describeImage(db, { connection, repository: 'shop/web', reference: '1' });
    expect(decided.high).toBe(1);
    const { rows } = await listVulnerabilities(db, {}, { limit: 50 });
    expect(Object.fromEntries(rows.map((row) => [row.id, row.decidedImages]))).toEqual({ 'CVE-1': 2, 'CVE-2': 0, 'CVE-3': 0 });
    expect((await getDecision(db, after)).hides).toEqual({ findings: 0, images: 0 });
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);

    await reconnect(db, connection, { auth: {}, sealed: null });

    expect(await decidedIn(ONE, true)).toEqual([['CVE-2', after]]);
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  });
});
