import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestRecord, writeMirror } from '@plimsoll/advisories/testing';

/** CVSS vectors of the four words. */
const VECTOR = {
  critical: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  high: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
  medium: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
  low: 'CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N',
} as const;

const RECORDS: readonly TestRecord[] = [
  npm('GHSA-xvch-5gv4-984h', 'CVE-2021-44906', 'minimist', '1.2.6', 'critical', 'Prototype pollution in minimist'),
  npm('GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337', 'lodash', '4.17.21', 'high', 'Command injection in lodash'),
  npm('GHSA-phwq-j96m-2c2q', 'CVE-2022-29078', 'ejs', '3.1.7', 'critical', 'Template injection in ejs'),
  npm('GHSA-p8p7-x288-28g6', 'CVE-2023-28155', 'request', undefined, 'medium', 'Server-side request forgery in request'),
  debian('CVE-2023-44487', 'nginx', '1.22.1-9+deb12u1', 'high', 'A client that opens and cancels streams at once can exhaust the server'),
  debian('CVE-2023-5678', 'openssl', '3.0.13-1~deb12u1', 'medium', 'Generating or checking excessively long DH keys may be slow'),
  debian('CVE-2023-45853', 'zlib', undefined, 'critical', 'Integer overflow in MiniZip'),
  record('ALPINE-CVE-2023-42363', 'Alpine:v3.19', 'busybox', '1.36.1-r17', 'low', 'Use after free in awk'),
];

/** Writes a small mirror and, beside it, the catalogue of exploited vulnerabilities. @returns their paths */
export async function writeAdvisories(folder: string): Promise<{ mirror: string; kev: string }> {
  const mirror = join(folder, 'mirror');
  const kev = join(folder, 'kev.json');
  await writeMirror(mirror, RECORDS);
  await writeFile(
    kev,
    JSON.stringify({
      title: 'CISA Catalog of Known Exploited Vulnerabilities',
      catalogVersion: '2026.01.01',
      dateReleased: '2026-01-01T00:00:00.000Z',
      count: 1,
      vulnerabilities: [
        {
          cveID: 'CVE-2023-44487',
          vendorProject: 'IETF',
          product: 'HTTP/2',
          vulnerabilityName: 'HTTP/2 Rapid Reset Attack Vulnerability',
          dateAdded: '2023-10-10',
          shortDescription: 'HTTP/2 contains a rapid reset vulnerability.',
          requiredAction: 'Apply mitigations per vendor instructions.',
          dueDate: '2023-10-31',
          knownRansomwareCampaignUse: 'Unknown',
          notes: '',
          cwes: ['CWE-400'],
        },
      ],
    }),
  );
  return { mirror, kev };
}

type Word = keyof typeof VECTOR;

function npm(id: string, alias: string, name: string, fixed: string | undefined, severity: Word, summary: string): TestRecord {
  return { ...record(id, 'npm', name, fixed, severity, summary), aliases: [alias] };
}

function debian(cve: string, name: string, fixed: string | undefined, severity: Word, summary: string): TestRecord {
  return { ...record(`DEBIAN-${cve}`, 'Debian:12', name, fixed, severity, summary), upstream: [cve] };
}

function record(id: string, ecosystem: string, name: string, fixed: string | undefined, severity: Word, summary: string): TestRecord {
  return {
    id,
    summary,
    details: `${summary}. What it is in more words.`,
    published: '2025-06-01T00:00:00Z',
    severity: [{ type: 'CVSS_V3', score: VECTOR[severity] }],
    references: [{ type: 'ADVISORY', url: `https://advisories.example.test/${id}` }],
    affected: [
      {
        package: { ecosystem, name },
        ranges: [
          {
            type: ecosystem === 'npm' ? 'SEMVER' : 'ECOSYSTEM',
            events: [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])],
          },
        ],
      },
    ],
  };
}
