import { expect, it } from 'vitest';
import { CompareDocument, compareTable } from './compare-document.ts';

const target = { digest: `sha256:${'a'.repeat(64)}`, platform: 'linux/amd64', os: null };

const document: CompareDocument = {
  schemaVersion: 1,
  before: { ...target, name: 'shop/web:1' },
  after: { ...target, name: 'shop/web:2' },
  packages: {
    added: [{ purl: 'pkg:npm/%40a/b@1.0.0', origin: 'application' }],
    removed: [{ purl: 'pkg:npm/gone@1.0.0', origin: 'application' }],
    changed: [
      {
        name: 'pkg:deb/openssl',
        before: ['pkg:deb/debian/openssl@3.0.9-1?arch=amd64&distro=debian-12'],
        after: ['pkg:deb/debian/openssl@3.0.22-1?arch=amd64&distro=debian-12'],
        origin: 'base',
      },
    ],
    unchanged: 5,
  },
  vulnerabilities: {
    added: [{ id: 'CVE-1', purl: 'pkg:npm/%40a/b@1.0.0', severity: 'high', origin: 'application' }],
    removed: [{ id: 'CVE-2', purl: 'pkg:npm/gone@1.0.0', severity: 'low', origin: 'application' }],
    changed: [{ id: 'CVE-3', before: 'pkg:npm/c@1.0.0', purl: 'pkg:npm/c@2.0.0', severity: 'medium', origin: 'unknown' }],
    unchanged: 2,
  },
};

const options = { color: false, columns: 120, now: new Date(0) };

it('is what it says, and nothing else', () => {
  expect(CompareDocument.parse(document)).toEqual(document);
  expect(CompareDocument.safeParse({ ...document, extra: 1 }).success).toBe(false);
});

it('shows what came, changed and went, vulnerabilities first', () => {
  expect(compareTable(document, options)).toBe(`shop/web:1 -> shop/web:2

Vulnerabilities: 1 added, 1 removed, 1 in another version, 2 unchanged.
Packages: 1 added, 1 removed, 1 in another version, 5 unchanged.

   SEVERITY  VULNERABILITY  PACKAGE  VERSION         FROM
+  high      CVE-1          @a/b     1.0.0           application
~  medium    CVE-3          c        1.0.0 -> 2.0.0  unknown
-  low       CVE-2          gone     1.0.0           application

   PACKAGE  VERSION              FROM
+  @a/b     1.0.0                application
~  openssl  3.0.9-1 -> 3.0.22-1  base
-  gone     1.0.0                application
`);
});

it('shows two equal images in two sentences', () => {
  const nothing = { added: [], removed: [], changed: [], unchanged: 0 };

  expect(compareTable({ ...document, packages: nothing, vulnerabilities: nothing }, options).split('\n')).toHaveLength(5);
});
