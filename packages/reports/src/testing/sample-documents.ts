import type { FindingDecision, InventoryDocument, ScanDocument } from '../document.ts';

/** Text as an image or an advisory may hold it, to break out of every format at once. */
export const HOSTILE = `=cmd|'/c calc'!A0 "><script>alert(1)</script> ]]> \`x\` | @all \u0000\u001b[31m\n<b>\r&amp; --> \ud800`;

const BASE = { digest: `sha256:${'b'.repeat(64)}`, instruction: 'FROM debian:12' };
const APPLICATION = { digest: `sha256:${'c'.repeat(64)}`, instruction: `COPY . /srv/app # ${HOSTILE}` };
const OPENSSL = 'pkg:deb/debian/openssl@3.0.20-1~deb12u2?arch=source&distro=debian-12';
const LIBSSL = 'pkg:deb/debian/libssl3@3.0.20-1~deb12u2?arch=amd64&distro=debian-12';

/** An inventory of one system package and one of each way to state licences, with a hostile path. */
export const sampleInventory: InventoryDocument = {
  schemaVersion: 1,
  target: {
    name: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web:1.4.0',
    digest: `sha256:${'a'.repeat(64)}`,
    platform: 'linux/amd64',
    os: { id: 'debian', version: '12', name: 'Debian GNU/Linux 12 (bookworm)' },
  },
  coverage: 'partial',
  packages: [
    {
      purl: LIBSSL,
      licenses: [],
      source: { name: 'openssl', version: '3.0.20-1~deb12u2' },
      locations: [{ path: 'var/lib/dpkg/status', layer: BASE }],
    },
    { purl: 'pkg:npm/%40a/b@1.0.0', licenses: ['MIT'], locations: [{ path: `srv/app/${HOSTILE}`, layer: APPLICATION }] },
    {
      purl: 'pkg:npm/lodash@4.17.20',
      licenses: ['MIT OR Apache-2.0', `All rights reserved ${HOSTILE}`],
      locations: [
        { path: 'srv/app/node_modules/lodash/package.json', layer: APPLICATION },
        { path: 'srv/app/lib/node_modules/lodash/package.json', layer: APPLICATION },
      ],
    },
  ],
  problems: [{ code: 'MALFORMED_FILE', message: `cannot read ${HOSTILE}`, path: 'srv/app/broken.json' }],
};

/** Findings with and without fix, one exploited, one on a source package, one with hostile text; one that the bytes deny. */
export const sampleScan: ScanDocument = {
  ...sampleInventory,
  findings: [
    {
      id: 'CVE-2026-0001',
      aliases: ['DEBIAN-CVE-2026-0001', 'DSA-1-1'],
      summary: `A flaw. ${HOSTILE}`,
      purl: OPENSSL,
      binaries: [LIBSSL],
      fixedVersions: ['3.0.22-1~deb12u1'],
      fixState: 'available',
      severity: 'critical',
      cvss: 9.8,
      exploited: true,
      epss: { probability: 0.94358, percentile: 0.99968, date: '2026-09-01' },
      path: 'var/lib/dpkg/status',
      layer: BASE,
      evidence: [{ advisory: 'DEBIAN-CVE-2026-0001', range: '< 3.0.22-1~deb12u1', comparison: '3.0.20-1~deb12u2 < 3.0.22-1~deb12u1' }],
    },
    {
      id: 'CVE-2026-0002',
      aliases: ['GHSA-aaaa-bbbb-cccc'],
      summary: '',
      purl: 'pkg:npm/lodash@4.17.20',
      fixedVersions: [],
      fixState: 'none',
      severity: 'high',
      cvss: 5.3,
      exploited: false,
      path: 'srv/app/node_modules/lodash/package.json',
      layer: APPLICATION,
      evidence: [{ advisory: 'GHSA-aaaa-bbbb-cccc', range: '<= 4.17.20', comparison: '4.17.20 <= 4.17.20' }],
    },
    {
      id: 'GHSA-dddd-eeee-ffff',
      aliases: [],
      summary: HOSTILE,
      purl: 'pkg:npm/%40a/b@1.0.0',
      fixedVersions: ['1.0.1', '2.0.0'],
      fixState: 'wont_fix',
      severity: 'unknown',
      exploited: false,
      path: `srv/app/${HOSTILE}`,
      layer: APPLICATION,
      evidence: [{ advisory: 'GHSA-dddd-eeee-ffff', range: '>= 0', comparison: '1.0.0 >= 0' }],
    },
  ],
  notAffected: [
    {
      id: 'GO-2026-0001',
      aliases: ['CVE-2026-0003'],
      purl: 'pkg:npm/lodash@4.17.20',
      justification: 'vulnerable_code_not_present',
      evidence: `none of its symbols is linked ${HOSTILE}`,
    },
  ],
};

const DECISION = { id: 1, author: 'ada@example.test', reason: `no input reaches it ${HOSTILE}`, createdAt: '2026-11-01T00:00:00.000Z' };
const DECISIONS: readonly FindingDecision[] = [
  { ...DECISION, kind: 'accepted', expiresAt: '2027-01-30T00:00:00.000Z' },
  { ...DECISION, id: 2, kind: 'false-positive' },
  { ...DECISION, id: 3, kind: 'not-affected', justification: 'vulnerable_code_not_in_execute_path' },
];

/** The same image without anything found, and read whole. */
export const cleanScan: ScanDocument = { ...sampleInventory, coverage: 'complete', problems: [], findings: [], notAffected: [] };

/** The findings decided: the risk of the first is accepted, the second is a false positive, the third is not affected. */
export const decidedScan: ScanDocument = {
  ...sampleScan,
  findings: sampleScan.findings.map((finding, index) => ({ ...finding, decision: DECISIONS[index]! })),
};

/** What every render gets in these tests. */
export const OPTIONS = { color: false, columns: 120, now: new Date('2026-11-25T00:00:00Z') } as const;
