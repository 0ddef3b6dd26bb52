import { describe, expect, it } from 'vitest';
import { AliasGroups, type NamedRecord } from './alias-groups.ts';

function record(id: string, names: Partial<NamedRecord> = {}): NamedRecord {
  return { id, aliases: [], upstream: [], related: [], ...names };
}

function groupsOf(...records: readonly NamedRecord[]): string[][] {
  const groups = new AliasGroups();
  for (const item of records) groups.add(item);
  return [...groups.all()].map(({ names }) => [...names]);
}

describe('joining', () => {
  it('follows aliases from record to record', () => {
    expect(
      groupsOf(
        record('GHSA-1', { aliases: ['CVE-2026-1'] }),
        record('PYSEC-1', { aliases: ['GHSA-1'] }),
        record('NSWG-1', { aliases: ['PYSEC-1'] }),
      ),
    ).toEqual([['CVE-2026-1', 'GHSA-1', 'PYSEC-1', 'NSWG-1']]);
  });

  it('follows upstream of a record with one CVE, other names of that CVE included', () => {
    expect(groupsOf(record('CGA-1', { upstream: ['CVE-2026-1', 'GHSA-1'] }))).toEqual([['CVE-2026-1', 'GHSA-1', 'CGA-1']]);
  });

  it('shows both CVEs of a record that has two', () => {
    expect(groupsOf(record('GHSA-1', { aliases: ['CVE-2026-2', 'CVE-2026-1'] }))).toEqual([['CVE-2026-1', 'CVE-2026-2', 'GHSA-1']]);
  });

  it.each`
    id               | field
    ${'DSA-1-1'}     | ${'upstream'}
    ${'ALSA-2026:1'} | ${'related'}
    ${'RHSA-2026:1'} | ${'aliases'}
    ${'OTHER-1'}     | ${'upstream'}
  `('does not join the CVEs that $id lists in $field', ({ id, field }) => {
    const bundle = record(id, { [field]: ['CVE-2026-1', 'CVE-2026-2'] });
    const groups = new AliasGroups();
    groups.add(bundle);

    expect(groups.groupsOf(bundle).map((group) => group.id)).toEqual(['CVE-2026-1', 'CVE-2026-2']);
  });

  it('leaves a bundle out of the names of its only CVE', () => {
    const bundle = record('DSA-1-1', { upstream: ['CVE-2026-1'] });

    expect(groupsOf(bundle)).toEqual([['CVE-2026-1']]);
  });

  it('knows a bundle without CVEs by its own id', () => {
    expect(groupsOf(record('ALSA-2026:1'))).toEqual([['ALSA-2026:1']]);
  });

  it('ignores related names and upstream bundles', () => {
    expect(groupsOf(record('GHSA-1', { related: ['CVE-2026-1'], upstream: ['USN-1-1'] }))).toEqual([['GHSA-1']]);
  });

  it('does not let a withdrawn record join anything', () => {
    const withdrawn = record('GHSA-1', { aliases: ['CVE-2026-1', 'CVE-2026-2'], withdrawn: '2026-01-01' });
    const groups = new AliasGroups();
    groups.add(withdrawn);

    expect([...groups.all()]).toEqual([]);
    expect(groups.groupsOf(withdrawn)).toEqual([]);
  });
});

it('finds a group by any name, and none for a name nobody used', () => {
  const groups = new AliasGroups();
  groups.add(record('GHSA-1', { aliases: ['CVE-2026-1'] }));

  expect(groups.groupOf('GHSA-1')?.id).toBe('CVE-2026-1');
  expect(groups.groupOf('CVE-2026-9')).toBeUndefined();
});

it('joins a chain of 200,000 records in a moment', () => {
  const groups = new AliasGroups();

  for (let i = 0; i < 200_000; i++) groups.add(record(`X-${i}`, { aliases: [`X-${i + 1}`] }));

  expect(groups.groupOf('X-7')?.names).toHaveLength(200_001);
});
