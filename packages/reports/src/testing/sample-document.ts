import type { InventoryDocument, ScanDocument } from '../document.ts';

const layer = { digest: `sha256:${'1'.repeat(64)}`, instruction: 'RUN /bin/sh -c apt-get install -y openssl # buildkit' };
const OPENSSL = 'pkg:deb/debian/openssl@3.0.9-1?arch=amd64&distro=debian-12';
const LEFT = 'pkg:npm/%40acme/left@1.0.0';

/** Two packages: one of the distribution, and one of npm in two places. */
export const inventoryDocument: InventoryDocument = {
  schemaVersion: 1,
  target: {
    name: 'oci:images:shop/web:1.4.0',
    digest: `sha256:${'a'.repeat(64)}`,
    platform: 'linux/amd64',
    os: { id: 'debian', version: '12', name: 'Debian GNU/Linux 12 (bookworm)' },
  },
  coverage: 'complete',
  packages: [
    { purl: OPENSSL, licenses: ['Apache-2.0'], locations: [{ path: 'var/lib/dpkg/status', layer }] },
    {
      purl: LEFT,
      licenses: ['MIT', 'MIT OR GPL-2.0+'],
      locations: [
        { path: 'srv/a/node_modules/@acme/left/package.json', layer },
        { path: 'srv/b/node_modules/@acme/left/package.json', layer },
      ],
    },
  ],
  problems: [],
};

/** The same with one critical finding of the source package, one without a fix, and one that the bytes deny. */
export const scanDocument: ScanDocument = {
  ...inventoryDocument,
  findings: [
    {
      id: 'CVE-2026-3',
      aliases: ['DEBIAN-CVE-2026-3'],
      summary: 'Out of bounds',
      purl: 'pkg:deb/debian/openssl@3.0.9-1?arch=source&distro=debian-12',
      binaries: [OPENSSL],
      fixedVersions: ['3.0.22-1~deb12u1'],
      fixState: 'available',
      severity: 'critical',
      cvss: 9.8,
      exploited: true,
      epss: { probability: 0.94358, percentile: 0.99968, date: '2026-09-01' },
      path: 'var/lib/dpkg/status',
      layer,
      evidence: [{ advisory: 'DEBIAN-CVE-2026-3', range: '< 3.0.22-1~deb12u1', comparison: '3.0.9-1 < 3.0.22-1~deb12u1' }],
    },
    {
      id: 'CVE-2026-1',
      aliases: ['GHSA-1'],
      summary: 'Left is right',
      purl: LEFT,
      fixedVersions: [],
      fixState: 'none',
      severity: 'low',
      exploited: false,
      path: 'srv/a/node_modules/@acme/left/package.json',
      layer,
      evidence: [{ advisory: 'GHSA-1', range: '>= 0', comparison: '1.0.0 >= 0' }],
    },
  ],
  notAffected: [
    { id: 'CVE-2026-2', aliases: [], purl: LEFT, justification: 'vulnerable_code_not_present', evidence: 'package x is not linked' },
  ],
};
