import { afterAll, expect, it } from 'vitest';
import { getDecision, getDecisions, makeDecisions } from './decisions.ts';
import { endDecision, endDecisions } from './end-decisions.ts';
import { checkSummaries } from './summaries.ts';
import { decidedFleet, NO_DRIFT, ONE } from './testing/decided-fleet.ts';

// How one decision is ended or expires is in `decisions.test.ts`.

const { db, close, decide, decidedIn } = await decidedFleet();
afterAll(close);

const because = { scope: {}, kind: 'accepted', reason: 'because', author: 'ada' } as const;
const ending = { actor: 'grace', reason: 'all a mistake' };

it('ends those that were made together, and counts as if each had been made and ended alone', async () => {
  const before = await decide({ scope: { tagGlob: '1' }, vulnerability: 'CVE-1' });
  const made = await db.transaction((tx) =>
    makeDecisions(tx, [
      { ...because, vulnerability: 'CVE-1' },
      { ...because, vulnerability: 'CVE-2' },
      { ...because, packagePattern: 'left-*' },
    ]),
  );
  expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  expect((await decidedIn(ONE, true)).map(([vulnerability]) => vulnerability)).toEqual(['CVE-1', 'CVE-2']);

  expect(await db.transaction((tx) => endDecisions(tx, made, ending))).toEqual(made);

  expect(await decidedIn(ONE, true)).toEqual([['CVE-1', before]]);
  expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  expect((await getDecisions(db, made)).map(({ state, endedBy, endedReason }) => [state, endedBy, endedReason])).toEqual(
    made.map(() => ['ended', 'grace', 'all a mistake']),
  );
});

it('leaves alone those that are closed already, and ends nothing if one is missing', async () => {
  const [first, second] = [await decide({ scope: {}, vulnerability: 'CVE-2' }), await decide({ scope: {}, vulnerability: 'CVE-3' })];
  await endDecision(db, first, { actor: 'ada', reason: 'fixed' });

  await expect(db.transaction((tx) => endDecisions(tx, [second, 999], ending))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await getDecision(db, second)).toMatchObject({ state: 'open' });

  expect(await db.transaction((tx) => endDecisions(tx, [first, second], ending))).toEqual([second]);
  expect(await getDecision(db, first)).toMatchObject({ endedBy: 'ada', endedReason: 'fixed' });
});
