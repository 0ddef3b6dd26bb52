import { afterAll, expect, it } from 'vitest';
import { endDecision } from './end-decisions.ts';
import { hiddenBy, listHidden, rulesReaching } from './hidden-findings.ts';
import { decidedFleet, ONE, TWO } from './testing/decided-fleet.ts';

const { db, close, decide, idOf } = await decidedFleet();
afterAll(close);

it('lists what open decisions hide, by decision, vulnerability and image', async () => {
  const broad = await decide({ scope: {}, vulnerability: 'CVE-1' });
  const narrow = await decide({ scope: { tagGlob: '2' }, packagePattern: '*-pad' });
  const over = await decide({ scope: {}, vulnerability: 'CVE-3' });
  await endDecision(db, over, { actor: 'ada', reason: '' });

  const rows = await listHidden(db, [broad, narrow, over], 50);

  expect(rows.map(({ decision, vulnerability, digest }) => [decision, vulnerability, digest])).toEqual([
    ...[ONE, TWO].sort().map((digest) => [broad, 'CVE-1', digest]),
    [narrow, 'CVE-1', TWO],
    [narrow, 'CVE-2', TWO],
    [narrow, 'CVE-3', TWO],
  ]);
  expect(rows.find(({ digest }) => digest === ONE)).toEqual({
    decision: broad,
    vulnerability: 'CVE-1',
    aliases: [],
    uri: 'production/shop/web',
    repository: 'shop/web',
    digest: ONE,
    platform: 'linux/amd64',
    tags: ['1', 'latest'],
    packages: ['pkg:npm/left-pad@1.0.0'],
  });
  expect(await listHidden(db, [broad, narrow], 2)).toHaveLength(2);
  expect(await hiddenBy(db, [broad, narrow, over])).toEqual(
    new Map([
      [broad, { findings: 2, images: 2 }],
      [narrow, { findings: 3, images: 1 }],
    ]),
  );
});

it('says what the decisions that reach an image hide there, also of what it has not', async () => {
  const ended = await decide({ scope: {}, packagePattern: 'gone' });
  await endDecision(db, ended, { actor: 'ada', reason: '' });
  await decide({
    scope: { tagGlob: 'latest' },
    vulnerability: 'cve-2',
    packagePattern: 'left_?',
    packageBuild: { ecosystem: 'npm', version: '1.0.0' },
  });

  expect(await rulesReaching(db, await idOf(ONE))).toEqual([
    { vulnerability: ['CVE-1'] },
    { vulnerability: ['CVE-2'], packageGlob: 'left_?', packageBuild: { ecosystem: 'npm', version: '1.0.0' } },
  ]);
  expect(await rulesReaching(db, await idOf(TWO))).toEqual([{ vulnerability: ['CVE-1'] }, { packageGlob: '*-pad' }]);
});
