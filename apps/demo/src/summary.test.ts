import { describe, expect, it } from 'vitest';
import { fixLines, type ImageRow, shortcomings, summaryTable } from './summary.ts';

const READ: ImageRow = {
  connection: 1,
  connectionName: 'Demo registry',
  repository: 'shop/web',
  tag: '1.4.0',
  digest: `sha256:${'a'.repeat(64)}`,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  platforms: ['linux/amd64'],
  state: 'read',
  coverage: 'complete',
  counts: { critical: 3, high: 11, medium: 15, low: 2, negligible: 2, unknown: 0, fixable: 27 },
  sizeBytes: 1,
  pushedAt: '2025-02-10T14:21:00.000Z',
  since: '2026-11-25T00:00:00.000Z',
  problems: 0,
};
const SIGNATURE: ImageRow = { ...READ, tag: `sha256-${'b'.repeat(64)}.sig`, state: 'not-an-image', coverage: 'not-an-image', counts: null };

describe('summaryTable', () => {
  it('lists the images by name, with counts only where they are known', () => {
    const hello: ImageRow = { ...READ, repository: 'tools/hello', tag: '1.0', coverage: 'unsupported' };

    expect(summaryTable([hello, SIGNATURE, READ])).toMatchInlineSnapshot(`
      "IMAGE                          COVERAGE      CRITICAL  HIGH  MEDIUM  LOW  NEGLIGIBLE  FIXABLE
      shop/web:1.4.0                 complete             3    11      15    2           2       27
      shop/web:sha256-bbbbbbbbbb...  not-an-image         -     -       -    -           -        -
      tools/hello:1.0                unsupported          -     -       -    -           -        -
      "
    `);
  });
});

describe('shortcomings', () => {
  it('are none where all was read, signatures and empty images included', () => {
    expect(shortcomings([READ, SIGNATURE, { ...READ, coverage: 'unsupported' }])).toEqual([]);
  });

  it('are images that failed, wait, or were read in part', () => {
    const rows: ImageRow[] = [
      { ...READ, state: 'failed', coverage: null },
      { ...READ, state: 'discovered', coverage: null },
      { ...READ, coverage: 'partial', problems: 2 },
    ];

    expect(shortcomings(rows)).toEqual([
      'shop/web:1.4.0 is failed',
      'shop/web:1.4.0 is discovered',
      'shop/web:1.4.0 was read in part, with 2 problems',
    ]);
  });
});

it('says what to change first, and how much each removes', () => {
  expect(
    fixLines([
      { title: 'Rebuild 3 images on platform/debian:13', removes: 112 },
      { title: 'Pin ejs to 3.1.10', removes: 4 },
    ]),
  ).toBe('-112  Rebuild 3 images on platform/debian:13\n  -4  Pin ejs to 3.1.10\n');
  expect(fixLines([])).toBe('');
});
