import { afterAll, beforeAll, expect, it } from 'vitest';
import { filledApp } from '../testing/test-app.ts';
import { reportAffectedImages, reportImages, reportVulnerabilities } from './list-report.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

it('refuses what is more than one file holds, and says what to do', async () => {
  const { db } = test.bench;

  expect((await reportImages({}, db, 2)).rows).toHaveLength(2);
  await expect(reportImages({}, db, 1)).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: '2 rows are more than the 1 that one file holds',
  });
  expect((await reportVulnerabilities({}, db, 1)).rows).toHaveLength(1);
  await expect(reportVulnerabilities({}, db, 0)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  expect((await reportAffectedImages({}, db, 2)).rows).toHaveLength(2);
  await expect(reportAffectedImages({}, db, 1)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
});

it('says in words what it is limited to', async () => {
  const choice = {
    q: 'left',
    severity: ['high' as const],
    fixable: true,
    exploited: false,
    epssAtLeast: 0.1,
    openOnly: true,
    connection: test.connection,
  };

  expect((await reportVulnerabilities(choice, test.bench.db)).filter).toBe(
    'text "left"; severity high; with a fix; not known to be exploited; EPSS of at least 0.1; without what is decided everywhere; registry Production',
  );
  expect((await reportImages({ repository: 'shop/web', coverage: 'partial', state: 'read' }, test.bench.db)).filter).toBe(
    'repository shop/web; coverage partial; state read',
  );
  expect((await reportImages({}, test.bench.db)).filter).toBeUndefined();
});
