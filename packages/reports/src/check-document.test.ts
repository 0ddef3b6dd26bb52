import { describe, expect, it } from 'vitest';
import { CheckDocument, checkTable } from './check-document.ts';

type Result = CheckDocument['results'][number];

const result = (changes: Partial<Result>): Result => ({
  id: 'CIS-4.1',
  title: 'The image does not run as root',
  status: 'fail',
  severity: 'medium',
  message: 'The image runs as root, because it names no user',
  layer: { digest: '', instruction: '' },
  origin: 'application',
  evidence: ['no USER'],
  remedy: 'Add USER.',
  urls: ['https://example.com/'],
  ...changes,
});

const document: CheckDocument = {
  schemaVersion: 1,
  target: { name: 'shop/web:1', digest: `sha256:${'a'.repeat(64)}`, platform: 'linux/amd64', os: null },
  base: 'platform/nginx:1',
  coverage: 'complete',
  results: [
    result({}),
    result({ id: 'CIS-4.10-env', severity: 'high', message: 'ENV A holds a secret', evidence: ['A=k9****'], remedy: 'Remove it.' }),
    result({ id: 'labels', status: 'pass' }),
    result({ id: 'stale-base', status: 'unknown', message: 'It is not known' }),
  ],
  problems: [],
};
const options = { color: false, columns: 160, now: new Date(0) };

describe('checkTable', () => {
  it('shows what fails, worst first, what to do, and what could not be told', () => {
    expect(checkTable(document, options)).toBe(`shop/web:1
Built on platform/nginx:1.

2 things to mend; 1 check passed, 1 could not be told.

SEVERITY  CHECK         WHOSE        WHAT                                              EVIDENCE
high      CIS-4.10-env  application  ENV A holds a secret                              A=k9****
medium    CIS-4.1       application  The image runs as root, because it names no user  no USER

What to do:
  CIS-4.10-env: Remove it.
  CIS-4.1: Add USER.

Not told:
  stale-base: It is not known
`);
  });

  it('says that the base is not known, and that not all was read', () => {
    const text = checkTable(
      { ...document, base: null, coverage: 'partial', problems: [{ code: 'TRUNCATED', message: 'layer 2' }] },
      options,
    );

    expect(text).toContain('Nothing tells what this image is built on');
    expect(text).toContain('1 problem: coverage is partial\n  TRUNCATED  layer 2');
  });

  it('lets no text of an image move the cursor', () => {
    const text = checkTable({ ...document, results: [result({ message: '\u001b[2Jx', evidence: ['\u001b[H'] })] }, options);

    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

it('is what it says, and nothing else', () => {
  expect(CheckDocument.parse(document)).toEqual(document);
  expect(CheckDocument.safeParse({ ...document, extra: 1 }).success).toBe(false);
});
