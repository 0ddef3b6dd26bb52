import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeOf, type TestAffected } from '../testing/mirror.ts';
import { type AdvisoryStore, openStore } from './open.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-store-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

const fixedIn = (ecosystem: string, name: string, fixed: string, fields: object = {}): TestAffected => ({
  package: { ecosystem, name },
  ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
  ...fields,
});

describe('a store', () => {
  let store: AdvisoryStore;

  beforeEach(async () => {
    store = await storeOf(dir, [
      {
        id: 'GHSA-1',
        aliases: ['CVE-2026-1'],
        summary: 'Short',
        database_specific: { severity: 'LOW', cwe_ids: ['CWE-2'] },
        affected: [fixedIn('PyPI', 'Some_Name', '2')],
      },
      {
        id: 'PYSEC-1',
        aliases: ['CVE-2026-1'],
        details: 'Long',
        published: '2025-05-05T00:00:00Z',
        affected: [fixedIn('PyPI', 'some.name', '3')],
      },
      {
        id: 'DSA-1-1',
        upstream: ['CVE-2026-1', 'CVE-2026-2'],
        summary: 'Bundle',
        affected: [fixedIn('Debian:12', 'x', '1'), fixedIn('Debian:13', 'x', '2')],
      },
      {
        id: 'ALSA-2026:1',
        summary: 'Important: x security update',
        related: ['CVE-2026-1', 'CVE-2026-2'],
        affected: [fixedIn('AlmaLinux:9', 'x', '1')],
      },
      { id: 'ALBA-2026:1', affected: [fixedIn('AlmaLinux:9', 'x', '1')] },
      { id: 'RUSTSEC-1', affected: [fixedIn('crates.io', 'old', '9', { database_specific: { informational: 'unmaintained' } })] },
    ]);
  });

  afterEach(async () => {
    await store.close();
  });

  it('finds what records say about a package, in any spelling', () => {
    expect(store.lookup('PyPI', 'SOME-name')).toEqual([
      {
        advisory: 'GHSA-1',
        vulnerabilities: [{ id: 'CVE-2026-1', severity: 'low' }],
        release: '',
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }],
        versions: [],
      },
      {
        advisory: 'PYSEC-1',
        vulnerabilities: [{ id: 'CVE-2026-1', severity: 'low' }],
        release: '',
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '3' }] }],
        versions: [],
      },
    ]);
    expect(store.lookup('PyPI', 'other')).toEqual([]);
  });

  it.each(['', '\0', 'x'.repeat(1_000_000)])('knows nothing of odd names', (name) => {
    expect(store.lookup('PyPI', name)).toEqual([]);
    expect(store.vulnerability(name)).toBeUndefined();
    expect(store.advisory(name)).toBeUndefined();
  });

  it('lets a bundle speak for each of its CVEs', () => {
    expect(
      store.lookup('Debian', 'x').map(({ advisory, release, vulnerabilities }) => [advisory, release, vulnerabilities.map(({ id }) => id)]),
    ).toEqual([
      ['DSA-1-1', '12', ['CVE-2026-1', 'CVE-2026-2']],
      ['DSA-1-1', '13', ['CVE-2026-1', 'CVE-2026-2']],
    ]);
  });

  it("takes a bundle's rating only for flaws that nobody rates alone", () => {
    expect(store.lookup('AlmaLinux', 'x').map(({ vulnerabilities }) => vulnerabilities)).toEqual([
      [
        { id: 'CVE-2026-1', severity: 'low' },
        { id: 'CVE-2026-2', severity: 'high' },
      ],
    ]);
  });

  it('joins what the records of a flaw say, under any of its names', () => {
    expect(store.vulnerability('PYSEC-1')).toEqual({
      id: 'CVE-2026-1',
      aliases: ['GHSA-1', 'PYSEC-1'],
      summary: 'Short',
      details: 'Long',
      severity: 'low',
      published: '2025-05-05T00:00:00.000Z',
      modified: '2026-01-01T00:00:00.000Z',
      references: [],
      cwes: ['CWE-2'],
    });
    expect(store.vulnerability('CVE-2026-2')).toMatchObject({
      id: 'CVE-2026-2',
      summary: 'Important: x security update',
      severity: 'high',
    });
    expect(store.vulnerability('CVE-2026-3')).toBeUndefined();
  });

  it('keeps records by their own id, bundles too', () => {
    expect(store.advisory('DSA-1-1')).toMatchObject({ summary: 'Bundle', upstream: ['CVE-2026-1', 'CVE-2026-2'] });
  });

  it('knows the releases that records speak of', () => {
    expect(store.releases('Debian')).toEqual(['12', '13']);
    expect(store.releases('Ubuntu')).toEqual([]);
  });

  it('holds bug fixes and unmaintained packages for no flaws', () => {
    expect(store.advisory('ALBA-2026:1')).toBeUndefined();
    expect(store.lookup('crates.io', 'old')).toEqual([]);
  });
});

it('says what to do if there is no store', () => {
  expect(() => openStore(dir)).toThrow(
    expect.objectContaining({ code: 'STORE_NOT_FOUND', hint: expect.stringContaining('plimsoll db update') as string }) as Error,
  );
});

describe('a damaged store', () => {
  it.each`
    damage                 | content
    ${'is gone'}           | ${undefined}
    ${'is something else'} | ${'this is no LMDB file'.repeat(1000)}
    ${'was cut short'}     | ${''}
  `('that $damage is refused, with what to do', async ({ content }) => {
    await (await storeOf(dir, [{ id: 'GHSA-1', affected: [fixedIn('npm', 'x', '1')] }])).close();
    const path = join(dir, 'store', 'current.json');
    const current = JSON.parse(await readFile(path, 'utf8')) as { file: string };
    const file = join(dir, 'store', current.file);

    if (content === undefined) await rm(file);
    else await writeFile(file, content);

    expect(() => openStore(join(dir, 'store'))).toThrow(
      expect.objectContaining({ code: 'STORE_INVALID', hint: expect.stringContaining('plimsoll db update') as string }) as Error,
    );
  });

  it('is built anew by an update', async () => {
    await (await storeOf(dir, [{ id: 'GHSA-1', affected: [fixedIn('npm', 'x', '1')] }])).close();
    await writeFile(join(dir, 'store', 'current.json'), '{');

    const store = await storeOf(dir, [{ id: 'GHSA-1', affected: [fixedIn('npm', 'x', '1')] }]);

    expect(store.lookup('npm', 'x')).toHaveLength(1);
    await store.close();
  });
});
