import { describe, expect, it } from 'vitest';
import type { InventoryDocument } from './document.ts';
import { table } from './table.ts';
import { decidedScan } from './testing/sample-documents.ts';
import { inventoryDocument, scanDocument } from './testing/sample-document.ts';

const OPTIONS = { color: false, columns: 110, now: new Date(0) };

describe('a scan', () => {
  it('is a sentence, and a row for each finding', () => {
    expect(table.render(scanDocument, OPTIONS)).toBe(
      [
        'oci:images:shop/web:1.4.0',
        `sha256:${'a'.repeat(64)} · linux/amd64 · Debian GNU/Linux 12 (bookworm) · coverage complete`,
        '',
        '2 known vulnerabilities: 1 critical, 1 low. 1 with a fix. 1 more named by advisories, but not affected.',
        '',
        'SEVERITY  VULNERABILITY           EPSS  PACKAGE     INSTALLED  FIXED IN          LAYER',
        'critical  CVE-2026-3 (exploited)  94 %  openssl     3.0.9-1    3.0.22-1~deb12u1  RUN /bin/sh -c apt-get insta…',
        'low       CVE-2026-1                    @acme/left  1.0.0      no fix yet        RUN /bin/sh -c apt-get insta…',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['no finding has one', { ...scanDocument, findings: scanDocument.findings.slice(1) }, 200],
    ['the terminal is narrow', scanDocument, 100],
  ])('has no column of EPSS scores where %s', (_, document, columns) => {
    const text = table.render(document, { ...OPTIONS, columns });

    expect(text).toContain('VULNERABILITY');
    expect(text).not.toContain('EPSS');
  });

  it('claims nothing that was not read', () => {
    const none = { ...scanDocument, findings: [], notAffected: [] };
    const problems = [{ code: 'TRUNCATED' as const, message: 'layer 2 of 3: it ends early' }];
    const partial = table.render({ ...none, coverage: 'partial', problems }, OPTIONS);

    expect(table.render(none, OPTIONS)).toContain('No known vulnerabilities.');
    expect(partial).not.toContain('No known vulnerabilities');
    expect(partial).toContain('No vulnerabilities found in what could be read (coverage partial).');
    expect(partial).toContain('1 problem: coverage is partial\n  TRUNCATED  layer 2 of 3: it ends early\n');
  });

  it('is coloured where that is wanted, and else has no control characters', () => {
    expect(table.render(scanDocument, { ...OPTIONS, color: true })).toContain('\u001b[35m');
    expect(table.render(scanDocument, OPTIONS)).not.toContain('\u001b');
  });
});

it('lists the packages of an inventory', () => {
  const text = table.render(inventoryDocument, OPTIONS);

  expect(text).toContain('2 packages.\n\nPACKAGE     VERSION  TYPE  PATH\nopenssl     3.0.9-1  deb   var/lib/dpkg/status\n');
  expect(text).toContain('@acme/left  1.0.0    npm   srv/a/node_modules/@acme/left/package.json and 1 more\n');
});

it('lets no name of an image move the cursor', () => {
  const evil = '\u001b[2J\u009b1A\r\n';
  const [first] = scanDocument.findings;
  const document = {
    ...scanDocument,
    target: { ...scanDocument.target, name: evil, platform: evil },
    findings: [{ ...first!, layer: { digest: '', instruction: evil }, fixedVersions: [evil] }],
    problems: [{ code: 'MALFORMED_FILE' as const, message: evil }],
  };

  const text = table.render(document, { ...OPTIONS, columns: 200 });

  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(text.split('\n')).toHaveLength(11);
});

it('keeps to the width of the terminal while there is room for the last column', () => {
  for (const columns of [90, 100, 140]) {
    const rows = table
      .render(scanDocument, { ...OPTIONS, columns })
      .split('\n')
      .slice(5);

    expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(columns);
  }
});

it('can do without packages and without an operating system', () => {
  const empty: InventoryDocument = { ...inventoryDocument, packages: [], target: { ...inventoryDocument.target, os: null } };

  expect(table.render(empty, OPTIONS)).toContain('no operating system found');
});

it('says what was decided, and what it is limited to', () => {
  const text = table.render({ ...decidedScan, filter: 'severity critical, high' }, { ...OPTIONS, columns: 300 });

  expect(text).toContain('2 with a fix. 3 of them decided. Limited to severity critical, high.');
  expect(text).toContain('CVE-2026-0001 (exploited, accepted)');
});
