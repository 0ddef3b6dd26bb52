import type { Counts, FindingDetail, FindingRow, ImageDetail, listImages, listPackages, listRepositories } from '@plimsoll/contract';
import type { z } from 'zod';
import { SEVERITIES } from '../ui/severities.ts';

export type FakeImage = z.output<typeof listImages.response>['rows'][number];
type Repository = z.output<typeof listRepositories.response>['rows'][number];
type PackageRow = z.output<typeof listPackages.response>['rows'][number];

const DAY = 86_400_000;

/** A digest that differs with its seed. */
export function digestOf(seed: string): string {
  let hash = 0x811c9dc5;
  let hex = '';
  for (let round = 0; round < 8; round++) {
    for (const letter of `${seed}${round}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    hex += hash.toString(16).padStart(8, '0');
  }
  return `sha256:${hex}`;
}

const LAYERS = [
  ['/bin/sh -c #(nop) ADD file:6f2e1c in / ', 62_000_000],
  ['RUN /bin/sh -c apt-get update && apt-get install --yes nginx-light # buildkit', 21_000_000],
  ['RUN /bin/sh -c apt-get install --yes libxml2 curl # buildkit', 9_000_000],
  ['COPY package*.json /srv/app/ # buildkit', 14_000],
  ['RUN /bin/sh -c npm ci --omit=dev # buildkit', 48_000_000],
  ['COPY . /srv/app # buildkit', 2_300_000],
] as const;

const PACKAGES = [
  ['minimist', 'npm', '0.0.8', '0.2.4', 4, 'prototype pollution'],
  [
    'nginx',
    'Debian 12',
    '1.22.1-9+deb12u9',
    '1.22.1-9+deb12u11',
    1,
    'HTTP/2 rapid reset: a client that opens and cancels streams at once can exhaust the server',
  ],
  ['form-data', 'npm', '2.3.3', '2.5.4', 4, 'predictable boundary'],
  ['openssl', 'Debian 12', '3.0.20-1~deb12u2', '3.0.22-1~deb12u2', 0, 'out-of-bounds read in the parser of certificates'],
  ['lodash', 'npm', '4.17.4', '4.17.21', 4, 'command injection in template'],
  ['perl', 'Debian 12', '5.36.0-7+deb12u3', '5.36.0-7+deb12u4', 0, 'heap overflow when a regular expression is compiled'],
  ['request', 'npm', '2.88.0', '', 4, 'server-side request forgery through a redirect to another protocol'],
  ['libssh2', 'Debian 12', '1.10.0-3', '1.10.0-3+deb12u1', 2, 'integer overflow'],
  ['@angular/platform-browser-dynamic', 'npm', '15.0.0', '15.2.10', 4, 'cross-site scripting'],
] as const;

/** Finding number `index` of an image; the same for the same index. */
export function findingAt(index: number, now: number): FindingRow {
  const [name, ecosystem, version, fixed, layer, summary] = PACKAGES[index % PACKAGES.length] ?? PACKAGES[0];
  const isDebian = ecosystem.startsWith('Debian');
  const severity = SEVERITIES[Math.min(5, Math.floor(Math.sqrt(index * 0.9) / 5))] ?? 'unknown';
  const purl = isDebian
    ? `pkg:deb/debian/${name}@${version}?arch=source&distro=debian-12`
    : `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    id: `f${index}`,
    vulnerability: index === 1 ? 'CVE-2023-44487' : `CVE-${2020 + (index % 7)}-${10_000 + index * 37}`,
    aliases: index % 3 === 0 ? [`GHSA-${String(1000 + index)}-fm5r-hxr3`] : [],
    summary,
    severity,
    ...(index % 5 === 4 ? {} : { cvss: Math.max(1, 9.8 - (index % 60) / 8) }),
    exploited: index === 1,
    ...(index % 6 === 5
      ? {}
      : { epss: { probability: index === 1 ? 0.94358 : 0.9 / (1 + index) ** 1.2, percentile: 1 / (1 + index / 400), date: '2026-11-24' } }),
    purl,
    ecosystem,
    package: name,
    version,
    binaries: isDebian ? [`${name}-light`, `${name}-common`, `lib${name}-dev`] : [],
    fixedVersions: fixed === '' ? [] : [fixed],
    fixState: fixed === '' ? 'none' : 'available',
    layer: { digest: digestOf(`layer ${layer}`), instruction: LAYERS[layer]?.[0] ?? '', ordinal: layer },
    path: isDebian ? 'var/lib/dpkg/status' : `srv/app/node_modules/${name}/package.json`,
    firstSeenAt: new Date(now - ((index * 7) % 85) * DAY).toISOString(),
  };
}

/** Counts of the first `total` findings. */
export function countsOf(total: number): Counts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };
  for (let index = 0; index < total; index++) {
    const finding = findingAt(index, 0);
    counts[finding.severity]++;
    if (finding.fixedVersions.length > 0) counts.fixable++;
  }
  return counts;
}

/** How many findings the images of the fake have. */
const TAGS: readonly (readonly [repository: string, tag: string, findings: number, connection: number, change?: Partial<FakeImage>])[] = [
  ['shop/web', '1.6.0', 42, 1],
  ['shop/web', '1.5.0', 131, 1],
  ['shop/web', '1.4.0', 137, 1, { platforms: ['linux/amd64', 'linux/arm64'] }],
  ['platform/nginx', '1-20261120', 0, 1],
  ['platform/nginx', '1-20260711', 49, 1],
  ['platform/debian', '12-20261120', 0, 1],
  ['team/orders', '2.1.0', 92, 1, { coverage: 'partial', problems: 2 }],
  ['team/reports', '1', 73, 1],
  ['team/inventory', 'main', 11, 1],
  ['bench/huge', '1', 10_000, 1],
  ['tools/scratch', 'latest', 0, 1, { coverage: 'unsupported', problems: 1 }],
  ['charts/shop', '0.3.0', 0, 1, { coverage: 'not-an-image', state: 'not-an-image', counts: null }],
  ['payments/api', '2026.11.3', 0, 2, { state: 'reading', coverage: null, counts: null }],
  ['payments/api', '2026.11.2', 18, 2],
  ['payments/worker', '2026.11.3', 0, 2, { state: 'discovered', coverage: null, counts: null }],
  ['etl/loader', '7', 55, 3],
  ['etl/broken', '1', 0, 3, { state: 'failed', coverage: null, counts: null, problems: 1 }],
  ['old/portal', '3.2', 210, 4, { frozenAt: '2026-10-02T14:12:00Z' }],
];

const NAMES: Readonly<Record<number, string>> = { 1: 'Production', 2: 'Staging', 3: 'Data platform', 4: 'Legacy' };

/** Every tag, newest push first. */
export function images(now: number): FakeImage[] {
  return TAGS.map(([repository, tag, findings, connection, change], index) => ({
    connection,
    connectionName: NAMES[connection] ?? '',
    repository,
    tag,
    digest: digestOf(`${repository}:${tag}`),
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    platforms: ['linux/amd64'],
    state: 'read',
    coverage: 'complete',
    counts: countsOf(findings),
    sizeBytes: 142_000_000 - index * 3_100_000,
    pushedAt: new Date(now - (index * 5 + 1) * DAY).toISOString(),
    ...(index % 3 === 0 ? { pulledAt: new Date(now - (index + 2) * 3_600_000).toISOString() } : {}),
    since: new Date(now - index * 5 * DAY).toISOString(),
    problems: 0,
    ...change,
  }));
}

/** By name, with its newest tag. */
export function repositories(all: readonly FakeImage[]): Repository[] {
  return [...Map.groupBy(all, (image) => `${image.connection} ${image.repository}`).values()]
    .map((tags) => {
      const [newest] = tags;
      if (newest === undefined) throw new Error('a group is never empty');
      return {
        connection: newest.connection,
        connectionName: newest.connectionName,
        repository: newest.repository,
        uri: `482100937716.dkr.ecr.eu-central-1.amazonaws.com/${newest.repository}`,
        tags: tags.length,
        images: tags.length,
        newest: { tag: newest.tag, counts: newest.counts, coverage: newest.coverage, pushedAt: newest.pushedAt },
        ...(newest.frozenAt === undefined ? {} : { frozenAt: newest.frozenAt }),
      };
    })
    .toSorted((a, b) => a.repository.localeCompare(b.repository));
}

export function findingsOf(image: FakeImage, now: number): FindingRow[] {
  const total = image.counts === null ? 0 : SEVERITIES.reduce((sum, severity) => sum + (image.counts?.[severity] ?? 0), 0);
  return Array.from({ length: total }, (_, index) => findingAt(index, now));
}

export function imageDetail(image: FakeImage, now: number, platform: string | undefined): ImageDetail {
  const findings = findingsOf(image, now);
  const packages = packagesOf(image, now);
  return {
    connection: image.connection,
    connectionName: image.connectionName,
    ...(image.frozenAt === undefined ? {} : { frozenAt: image.frozenAt }),
    repository: image.repository,
    uri: `482100937716.dkr.ecr.eu-central-1.amazonaws.com/${image.repository}`,
    reference: image.tag,
    tags: [image.tag],
    digest: image.digest,
    platform: platform ?? image.platforms[0] ?? 'linux/amd64',
    platforms: image.platforms,
    state: image.state,
    coverage: image.coverage,
    os: 'Debian GNU/Linux 12 (bookworm)',
    sizeBytes: image.sizeBytes,
    pushedAt: image.pushedAt,
    ...(image.pulledAt === undefined ? {} : { pulledAt: image.pulledAt }),
    counts: image.counts,
    decided: countsOf(0),
    exploited: findings.filter(({ exploited }) => exploited).length,
    withoutFix: findings.filter(({ fixedVersions }) => fixedVersions.length === 0).length,
    packages: packages.length,
    notAffected: findings.length > 100 ? 2 : 0,
    problems: PROBLEMS.slice(0, image.problems),
    layers: LAYERS.map(([instruction, sizeBytes], ordinal) => ({
      digest: digestOf(`layer ${ordinal}`),
      instruction,
      ordinal,
      sizeBytes,
      packages: packages.filter(({ layer }) => layer.ordinal === ordinal).length,
      findings: findings.filter(({ layer }) => layer.ordinal === ordinal).length,
      ...(ordinal === 5 ? { emptyInstructions: ['EXPOSE map[8080/tcp:{}]', 'USER app', 'CMD ["node", "server.js"]'] } : {}),
    })),
    config: { user: 'app', exposedPorts: ['8080/tcp'], entrypoint: ['docker-entrypoint.sh'], command: ['node', 'server.js'] },
  };
}

const PROBLEMS = [
  { code: 'MALFORMED_FILE', message: 'package-lock.json is not JSON: unexpected "<" at line 1', path: 'srv/app/package-lock.json' },
  {
    code: 'INVALID_VERSION',
    message: 'the version "unknown" of jar acme-core is no Maven version, so it was not compared',
    path: 'opt/app/lib/acme-core.jar',
  },
];

export function packagesOf(image: FakeImage, now: number): PackageRow[] {
  if (image.counts === null || image.coverage === 'unsupported') return [];
  const findings = findingsOf(image, now);
  return PACKAGES.map(([name, ecosystem, version, , layer], index) => {
    const sample = findingAt(index, now);
    return {
      purl: sample.purl,
      type: ecosystem.startsWith('Debian') ? 'deb' : 'npm',
      name,
      version,
      path: sample.path,
      layer: { digest: digestOf(`layer ${layer}`), instruction: LAYERS[layer]?.[0] ?? '', ordinal: layer },
      licenses: index % 3 === 0 ? [] : ['MIT'],
      findings: findings.filter((finding) => finding.package === name).length,
    };
  }).toSorted((a, b) => a.name.localeCompare(b.name));
}

export function findingDetail(finding: FindingRow): FindingDetail {
  const fixed = finding.fixedVersions[0];
  return {
    ...finding,
    details: `${finding.summary}.\n\nA remote attacker can make use of this without being signed in. Upgrading removes it; there is no workaround that the maintainers recommend.`,
    cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
    publishedAt: '2023-10-10T14:15:00Z',
    modifiedAt: '2026-11-18T08:00:00Z',
    cwes: ['CWE-400'],
    ...(finding.exploited ? { kev: { dateAdded: '2023-10-10', dueDate: '2023-10-31', ransomware: false } } : {}),
    references: [
      { type: 'ADVISORY', url: `https://security-tracker.debian.org/tracker/${finding.vulnerability}` },
      { type: 'WEB', url: `https://nvd.nist.gov/vuln/detail/${finding.vulnerability}` },
      { type: 'WEB', url: 'javascript:alert(1)' },
    ],
    evidence: [
      fixed === undefined
        ? { advisory: `GHSA-of-${finding.vulnerability}`, range: '>= 0', comparison: `${finding.version} >= 0` }
        : { advisory: `DEBIAN-${finding.vulnerability}`, range: `before ${fixed}`, comparison: `${finding.version} < ${fixed}` },
    ],
    alsoIn: 2,
  };
}
