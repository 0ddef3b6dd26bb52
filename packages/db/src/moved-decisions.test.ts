import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDecision, listDecisions } from './decisions.ts';
import { endDecision } from './end-decisions.ts';
import { applyRematch } from './rematch.ts';
import { allSubjects, type StoredSubject } from './subjects.ts';
import { checkSummaries } from './summaries.ts';
import { decidedFleet, NO_DRIFT, ONE } from './testing/decided-fleet.ts';
import { judgeByName, vulnerabilityOf } from './testing/fleet.ts';

describe('a vulnerability that turns out to be another one', async () => {
  const { db, close, world, decide, decidedIn } = await decidedFleet();
  afterAll(close);
  let id = 0;
  beforeAll(async () => {
    id = await decide({
      scope: {},
      vulnerability: 'CVE-2',
      packagePattern: 'left-pad',
      packageBuild: { ecosystem: 'npm', version: '1.0.0' },
    });
    const merged = vulnerabilityOf('CVE-1', { aliases: ['CVE-2'] });
    world.advisories.splice(0, 2, { vulnerability: merged, name: 'left-pad', severity: 'critical', fixedVersions: [] });
    const subjects: StoredSubject[] = [];
    for await (const found of allSubjects(db)) subjects.push(...found);
    await applyRematch(db, { subjects, judge: judgeByName, ...world.match(subjects.map(({ subject }) => subject)) });
  });

  it('takes its decisions along', async () => {
    const { rows } = await listDecisions(db, {}, { limit: 10 });
    expect(rows).toMatchObject([{ state: 'open', vulnerability: 'CVE-1', author: 'ada', hides: { findings: 2, images: 2 } }]);
    expect(rows[0]?.packageBuild).toEqual({ ecosystem: 'npm', version: '1.0.0' });
    expect(await decidedIn(ONE, true)).toEqual([['CVE-1', rows[0]?.id]]);
    expect(await getDecision(db, id)).toEqual(rows[0]);
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  });

  it('can be ended under the number that it had', async () => {
    await endDecision(db, id, { actor: 'ada', reason: '' });

    expect(await decidedIn(ONE, true)).toEqual([]);
    expect(await checkSummaries(db)).toEqual(NO_DRIFT);
  });
});
