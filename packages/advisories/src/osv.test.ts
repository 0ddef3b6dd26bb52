import { PlimsollError } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import type { Advisory } from './advisory.ts';
import { parseOsv } from './osv.ts';

function parse(record: object): Advisory {
  return parseOsv(Buffer.from(JSON.stringify({ id: 'X-1', modified: '2026-01-02T03:04:05Z', ...record })));
}

function affected(ecosystem: string, fields: object = {}): object {
  return {
    package: { ecosystem, name: 'Some_Name' },
    ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }],
    ...fields,
  };
}

describe('parseOsv', () => {
  it('keeps what a record says, and drops what we do not use', () => {
    expect(
      parse({
        aliases: ['CVE-2026-1'],
        upstream: null,
        summary: 'A flaw',
        published: '2026-01-01T00:00:00.123456Z',
        severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
        database_specific: { severity: 'MODERATE', cwe_ids: ['CWE-79'], other: [1] },
        references: [{ type: 'WEB', url: 'https://example.test/' }],
        credits: [{ name: 'someone' }],
        affected: [affected('PyPI', { versions: ['1.0'] })],
      }),
    ).toEqual({
      id: 'X-1',
      aliases: ['CVE-2026-1'],
      upstream: [],
      related: [],
      summary: 'A flaw',
      details: '',
      vectors: ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
      label: 'medium',
      cwes: ['CWE-79'],
      published: '2026-01-01T00:00:00.123Z',
      modified: '2026-01-02T03:04:05.000Z',
      references: [{ type: 'WEB', url: 'https://example.test/' }],
      affected: [
        {
          ecosystem: 'PyPI',
          release: '',
          name: 'some-name',
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }],
          versions: ['1.0'],
        },
      ],
    });
  });

  it('leaves GIT ranges out and keeps the others', () => {
    const record = parse({
      affected: [
        affected('npm', {
          ranges: [
            { type: 'GIT', events: [{ introduced: '0' }] },
            { type: 'SEMVER', events: [{ introduced: '0' }, { limit: '*' }] },
          ],
        }),
      ],
    });

    expect(record.affected[0]?.ranges).toEqual([{ type: 'SEMVER', events: [{ introduced: '0' }] }]);
  });

  it.each`
    text          | event
    ${'<= 1.2.3'} | ${{ lastAffected: '1.2.3' }}
    ${'< 1.2.3'}  | ${{ limit: '1.2.3' }}
  `('ends an open range at the last known version $text', ({ text, event }) => {
    const record = parse({
      affected: [
        affected('npm', {
          ranges: [
            { type: 'SEMVER', events: [{ introduced: '0' }] },
            { type: 'SEMVER', events: [{ introduced: '3' }, { fixed: '4' }] },
          ],
          database_specific: { last_known_affected_version_range: text },
        }),
      ],
    });

    expect(record.affected[0]?.ranges.map(({ events }) => events)).toEqual([
      [{ introduced: '0' }, event],
      [{ introduced: '3' }, { fixed: '4' }],
    ]);
  });

  it('reads the stream of a modular erratum from its title, for modular packages only', () => {
    const modular = { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '18.1-1.module_el9.2.0+1+a' }] }] };
    const record = parse({
      summary: 'Important: nodejs:18 security update',
      affected: [affected('AlmaLinux:9', modular), affected('AlmaLinux:9')],
    });

    expect(record.label).toBe('high');
    expect(record.affected.map(({ modules }) => modules)).toEqual([['nodejs:18'], undefined]);
  });

  it.each`
    ecosystem      | specific                                                                     | expected
    ${'Debian:12'} | ${{ ecosystem_specific: { urgency: 'unimportant' } }}                        | ${{ label: 'negligible' }}
    ${'Debian:12'} | ${{ ecosystem_specific: { urgency: 'end-of-life' } }}                        | ${{ fixState: 'end_of_life' }}
    ${'Wolfi'}     | ${{ ecosystem_specific: { status: 'fix-not-planned' } }}                     | ${{ fixState: 'wont_fix' }}
    ${'Ubuntu'}    | ${{ severity: [{ type: 'Ubuntu', score: 'low' }] }}                          | ${{ label: 'low' }}
    ${'crates.io'} | ${{ database_specific: { informational: 'unmaintained' } }}                  | ${{ informational: 'unmaintained' }}
    ${'Go'}        | ${{ ecosystem_specific: { imports: [{ path: 'a/b', goos: ['windows'] }] } }} | ${{ imports: [{ path: 'a/b', symbols: [], goos: ['windows'] }] }}
  `('takes $expected from what $ecosystem adds', ({ ecosystem, specific, expected }) => {
    expect(parse({ affected: [affected(ecosystem, specific)] }).affected[0]).toMatchObject(expected);
  });

  it('passes over an entry without a package', () => {
    expect(parse({ affected: [{ ranges: [] }] }).affected).toEqual([]);
  });

  it('cuts over-long texts', () => {
    expect(parse({ details: 'x'.repeat(1_000_000) }).details).toHaveLength(65_536);
  });
});

describe('parseOsv refuses', () => {
  it.each`
    what                   | text
    ${'no JSON'}           | ${'{'}
    ${'no record'}         | ${'[]'}
    ${'no id'}             | ${'{"modified":"2026-01-01T00:00:00Z"}'}
    ${'no date'}           | ${'{"id":"X-1","modified":"soon"}'}
    ${'odd events'}        | ${'{"id":"X-1","modified":"2026-01-01T00:00:00Z","affected":[{"ranges":[{"type":"SEMVER","events":[{"fixed":1}]}]}]}'}
    ${'a long id'}         | ${`{"id":"${'ü'.repeat(200)}","modified":"2026-01-01T00:00:00Z"}`}
    ${'a deep record'}     | ${`{"id":"X-1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`}
    ${'an unclosed depth'} | ${'['.repeat(1_000_000)}
  `('$what', ({ text }) => {
    expect(() => parseOsv(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'MALFORMED_ADVISORY' }) as PlimsollError);
  });

  it('a record of more than 16 MiB', () => {
    expect(() => parseOsv(Buffer.alloc(16 * 1024 * 1024 + 1))).toThrow(/16777217 bytes/);
  });
});
