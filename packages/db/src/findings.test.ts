import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ecosystemsOfFindings, type FindingFilter, factsOfFindings, listFindings } from './findings.ts';
import { applyRematch } from './rematch.ts';
import { subjectsByName } from './subjects.ts';
import {
  addRepository,
  AdvisoryWorld,
  debMember,
  digestOf,
  imageId,
  inventoryOf,
  judgeByName,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
world.advisories.push(
  {
    vulnerability: vulnerabilityOf('CVE-2026-1', {
      aliases: ['GHSA-1'],
      cvss: { vector: 'CVSS:3.1/x', score: 5 },
      kev: { dateAdded: '2026-01-01', dueDate: '', ransomware: false },
    }),
    name: 'openssl',
    severity: 'medium',
    fixedVersions: ['1.0-2'],
  },
  {
    vulnerability: vulnerabilityOf('CVE-2026-2', {
      cvss: { vector: 'CVSS:3.1/y', score: 9 },
      epss: { probability: 0.5, percentile: 0.75, date: '2026-09-01' },
    }),
    name: 'left-pad',
    severity: 'high',
    fixedVersions: ['2'],
  },
  { vulnerability: vulnerabilityOf('CVE-2026-3'), name: 'left-pad', severity: 'critical', fixedVersions: [] },
  { vulnerability: vulnerabilityOf('CVE-2026-4'), name: 'bash', severity: 'unknown', fixedVersions: [] },
);
let image: number;
beforeAll(async () => {
  const { repository } = await addRepository(db, 'findings');
  await list(db, repository, [listed(digestOf('image'), ['1'])]);
  image = await imageId(db, repository, digestOf('image'));
  const lower = setOf('os/dpkg@1', [debMember('libssl3', 'openssl'), debMember('bash', 'bash')]);
  const upper = setOf('os/dpkg@1', [{ ...debMember('openssl', 'openssl'), inherited: true }]);
  const app = setOf('lang/npm@1', [
    npmMember('left-pad', '1.0.0', 'app/node_modules/left-pad'),
    npmMember('left-pad', '1.0.0', 'app/node_modules/x/node_modules/left-pad'),
  ]);
  const owned = setOf('lang/python@1', [
    {
      package: { type: 'pypi', name: 'left-pad', version: '1.0.0', licenses: ['BSD-3-Clause'], dev: true },
      path: 'usr/lib/python3',
      owner: 'python3-left-pad',
    },
  ]);
  await read(db, world, image, inventoryOf([lower, upper, app, owned]));
});

const all = { limit: 100 };
const names = async (filter: FindingFilter) =>
  (await listFindings(db, image, { filter }, all)).rows.map(({ vulnerability }) => vulnerability.slice(-1)).join('');

it('tells what, where, how it is installed and what fixes it', async () => {
  const { rows, total } = await listFindings(db, image, {}, all);

  expect(total).toBe(4);
  expect(rows.find(({ vulnerability }) => vulnerability === 'CVE-2026-1')).toEqual({
    set: 0,
    id: expect.stringMatching(/^0-\d+$/) as string,
    vulnerability: 'CVE-2026-1',
    aliases: ['GHSA-1'],
    summary: 'CVE-2026-1 in short',
    severity: 'medium',
    cvss: 5,
    exploited: true,
    purl: 'pkg:deb/debian/openssl@1.0-1?arch=source&distro=debian-12',
    ecosystem: 'Debian',
    package: 'openssl',
    version: '1.0-1',
    binaries: ['libssl3', 'openssl'],
    fixedVersions: ['1.0-2'],
    fixState: 'available',
    layer: { digest: expect.stringMatching(/^sha256:/) as string, instruction: 'RUN step 0', ordinal: 0 },
    path: 'var/lib/dpkg/status',
    firstSeenAt: expect.any(Date) as Date,
  });
  expect(rows[1]).toMatchObject({ vulnerability: 'CVE-2026-2', epss: { probability: 0.5, percentile: 0.75 } });
  expect(rows[0]).toMatchObject({
    vulnerability: 'CVE-2026-3',
    purl: 'pkg:npm/left-pad@1.0.0',
    binaries: [],
    path: 'app/node_modules/left-pad',
    layer: { ordinal: 2 },
  });
});

it('filters by each part and by all of them', async () => {
  expect(await names({})).toBe('3214');
  expect(await names({ severity: ['high', 'unknown'] })).toBe('24');
  expect(await names({ severity: [] })).toBe('3214');
  expect(await names({ fixable: true })).toBe('21');
  expect(await names({ fixable: false })).toBe('34');
  expect(await names({ exploited: true })).toBe('1');
  expect(await names({ epssAtLeast: 0.5 })).toBe('2');
  expect(await names({ epssAtLeast: 0.51 })).toBe('');
  expect(await names({ ecosystem: 'npm' })).toBe('32');
  expect(await names({ layer: 0 })).toBe('14');
  expect(await names({ layer: 1 })).toBe('');
  expect(await names({ belowLayer: 2 })).toBe('14');
  expect(await names({ belowLayer: 0 })).toBe('');
  expect(await names({ fromLayer: 0 })).toBe('3214');
  expect(await names({ fromLayer: 1, fixable: true })).toBe('2');
  expect(await names({ q: 'ghsa' })).toBe('1');
  expect(await names({ q: 'LEFT' })).toBe('32');
  expect(await names({ q: '%' })).toBe('');
  expect(await names({ vulnerability: 'GHSA-1' })).toBe('1');
  expect(await names({ ecosystem: 'npm', fixable: true, severity: ['high'], q: 'pad' })).toBe('2');
  expect(await ecosystemsOfFindings(db, image)).toEqual(['Debian', 'npm']);
  expect(await factsOfFindings(db, image)).toEqual({
    exploited: 1,
    withoutFix: 2,
    notAffected: 0,
    byLayer: new Map([
      [0, 2],
      [2, 2],
    ]),
  });
});

it.each`
  sort           | desc      | asc
  ${'severity'}  | ${'3214'} | ${'4123'}
  ${'package'}   | ${'1324'} | ${'4321'}
  ${'layer'}     | ${'3214'} | ${'1432'}
  ${'cvss'}      | ${'2134'} | ${'1234'}
  ${'firstSeen'} | ${'3214'} | ${'3214'}
`('sorts by $sort, ties by severity', async ({ sort, desc, asc }: { sort: 'severity'; desc: string; asc: string }) => {
  for (const [order, expected] of [
    ['desc', desc],
    ['asc', asc],
  ] as const) {
    const { rows } = await listFindings(db, image, { sort, order }, all);
    expect(rows.map(({ vulnerability }) => vulnerability.slice(-1)).join('')).toBe(expected);
  }
});

describe('pages', () => {
  it.each([1, 2, 3])('of %i hold every finding once', async (limit) => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { rows, nextCursor, total } = await listFindings(db, image, { sort: 'package', order: 'asc' }, { limit, cursor });
      seen.push(...rows.map(({ vulnerability }) => vulnerability.slice(-1)));
      expect(total).toBe(4);
      if (nextCursor === undefined) break;
      cursor = nextCursor;
    }

    expect(seen.join('')).toBe('4321');
  });

  it('go on after the same row when others come before it', async () => {
    const first = await listFindings(db, image, {}, { limit: 2 });
    world.advisories.push({ vulnerability: vulnerabilityOf('CVE-2026-5'), name: 'bash', severity: 'critical', fixedVersions: [] });
    for await (const subjects of subjectsByName(db, [{ ecosystem: 'Debian', name: 'bash' }])) {
      await applyRematch(db, { subjects, judge: judgeByName, ...world.match(subjects.map(({ subject }) => subject)) });
    }

    const second = await listFindings(db, image, {}, { limit: 2, cursor: first.nextCursor });

    expect(second.rows.map(({ vulnerability }) => vulnerability.slice(-1)).join('')).toBe('14');
    await expect(listFindings(db, image, {}, { limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
