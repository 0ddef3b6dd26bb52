import type { FindingRow } from '@plimsoll/contract';
import { SEVERITIES } from '../ui/severities.ts';
import { countsOfRows, withDecisions } from './fake-decisions.ts';
import { contains, type FakeState, type Handler, pageOf, text } from './fake-state.ts';
import { type FakeImage, findingAt, findingDetail, findingsOf, imageDetail, packagesOf, repositories } from './images.ts';

function imageOf(state: FakeState, params: Record<string, unknown>): FakeImage | undefined {
  return state.images.find(
    (image) =>
      image.connection === params.connection &&
      image.repository === params.repository &&
      (image.tag === params.reference || image.digest === params.reference),
  );
}

function filteredFindings(state: FakeState, image: FakeImage, query: Record<string, unknown>): FindingRow[] {
  const severities = Array.isArray(query.severity) ? query.severity : [];
  const rows = withDecisions(state, image, findingsOf(image, state.now)).filter(
    (row) =>
      (severities.length === 0 || severities.includes(row.severity)) &&
      (query.fixable === undefined || row.fixedVersions.length > 0 === query.fixable) &&
      (query.exploited === undefined || row.exploited === query.exploited) &&
      isAtLeast(row.epss?.probability, query.epssAtLeast) &&
      (query.ecosystem === undefined || row.ecosystem === query.ecosystem) &&
      (query.layer === undefined || row.layer.ordinal === query.layer) &&
      (query.decided === 'all' || (row.decision !== undefined) === (query.decided === 'decided')) &&
      (query.origin === undefined || row.layer.ordinal < 3 === (query.origin === 'base')) &&
      (contains(row.package, query.q) || contains(row.vulnerability, query.q)),
  );
  const key = {
    severity: (row: FindingRow) => -SEVERITIES.indexOf(row.severity),
    package: (row: FindingRow) => row.package,
    layer: (row: FindingRow) => row.layer.ordinal,
    firstSeen: (row: FindingRow) => row.firstSeenAt,
    cvss: (row: FindingRow) => row.cvss ?? 0,
  };
  const by = key[text(query.sort) in key ? (text(query.sort) as keyof typeof key) : 'severity'];
  const sign = query.order === 'asc' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [by(a), by(b)];
    return left < right ? -sign : left > right ? sign : 0;
  });
}

function isAtLeast(probability: number | undefined, least: unknown): boolean {
  return typeof least !== 'number' || (probability !== undefined && probability >= least);
}

function vulnerabilityRow(index: number, now: number) {
  const finding = findingAt(index, now);
  return {
    id: finding.vulnerability,
    aliases: finding.aliases,
    summary: finding.summary,
    severity: finding.severity,
    ...(finding.cvss === undefined ? {} : { cvss: finding.cvss }),
    exploited: finding.exploited,
    ...(finding.epss === undefined ? {} : { epss: finding.epss }),
    images: 1 + (index % 7),
    fixableImages: finding.fixedVersions.length === 0 ? 0 : 1 + (index % 7),
    repositories: 1 + (index % 3),
    decidedImages: 0,
    publishedAt: '2023-10-10T14:15:00Z',
  };
}

const VULNERABILITIES = 341;

/** All of them, worst first. */
export function vulnerabilityRows(state: FakeState) {
  return state.images.length === 0 ? [] : Array.from({ length: VULNERABILITIES }, (_, index) => vulnerabilityRow(index, state.now));
}

/** The endpoints of images and vulnerabilities. */
export const fleetHandlers: Readonly<Record<string, Handler>> = {
  listRepositories: (state, { query }) =>
    pageOf(
      repositories(state.images).filter(
        (row) => contains(row.repository, query.q) && (query.connection === undefined || row.connection === query.connection),
      ),
      query,
    ),
  listImages: (state, { query }) => {
    const severities = Array.isArray(query.severity) ? query.severity : [];
    return pageOf(
      state.images.filter(
        (row) =>
          contains(`${row.repository}:${row.tag}`, query.q) &&
          (query.connection === undefined || row.connection === query.connection) &&
          (query.repository === undefined || row.repository === query.repository) &&
          (query.coverage === undefined || row.coverage === query.coverage) &&
          (query.state === undefined || row.state === query.state) &&
          (severities.length === 0 || SEVERITIES.some((severity) => severities.includes(severity) && (row.counts?.[severity] ?? 0) > 0)),
      ),
      query,
    );
  },
  getImage: (state, { params, query }) => {
    const image = imageOf(state, params);
    if (image === undefined) return undefined;
    const detail = imageDetail(image, state.now, query.platform === undefined ? undefined : text(query.platform));
    return {
      ...detail,
      decided: countsOfRows(withDecisions(state, image, findingsOf(image, state.now)).filter(({ decision }) => decision !== undefined)),
    };
  },
  listFindings: (state, { params, query }) => {
    const image = imageOf(state, params);
    if (image === undefined) return undefined;
    return { ...pageOf(filteredFindings(state, image, query), query), ecosystems: ['Debian 12', 'npm'] };
  },
  getFinding: (state, { params, query }) => {
    const image = imageOf(state, params);
    const row =
      image === undefined
        ? undefined
        : withDecisions(state, image, findingsOf(image, state.now)).find(
            (each) => each.vulnerability === params.vulnerability && (query.package === undefined || each.purl === query.package),
          );
    return row === undefined ? undefined : findingDetail(row);
  },
  listPackages: (state, { params, query }) => {
    const image = imageOf(state, params);
    if (image === undefined) return undefined;
    const rows = packagesOf(image, state.now).filter(
      (row) => contains(row.name, query.q) && (query.layer === undefined || row.layer.ordinal === query.layer),
    );
    return pageOf(rows, query);
  },
  listNotAffected: (state, { params }) =>
    imageOf(state, params) === undefined
      ? undefined
      : [
          {
            vulnerability: 'CVE-2024-45337',
            aliases: ['GO-2024-3321'],
            purl: 'pkg:golang/golang.org/x/crypto@v0.21.0',
            justification: 'vulnerable_code_not_present',
            evidence:
              'golang.org/x/crypto/ssh is not linked into srv/app/bin/health: none of its 2 vulnerable functions is in the symbol table',
          },
        ],
  listVulnerabilities: (state, { query }) => {
    const severities = Array.isArray(query.severity) ? query.severity : [];
    return pageOf(
      vulnerabilityRows(state).filter(
        (row) =>
          (severities.length === 0 || severities.includes(row.severity)) &&
          (query.exploited === undefined || row.exploited === query.exploited) &&
          isAtLeast(row.epss?.probability, query.epssAtLeast) &&
          (query.fixable === undefined || row.fixableImages > 0 === query.fixable) &&
          contains(`${row.id} ${row.summary}`, query.q),
      ),
      query,
    );
  },
  getVulnerability: (state, { params }) => {
    const row = vulnerabilityRows(state).find(
      ({ id, aliases }) => id === params.vulnerability || aliases.includes(text(params.vulnerability)),
    );
    if (row === undefined) return undefined;
    const finding = findingAt(vulnerabilityRows(state).indexOf(row), state.now);
    const { details, cvssVector, modifiedAt, cwes, kev, references } = findingDetail(finding);
    return {
      ...row,
      details,
      cvssVector,
      modifiedAt,
      cwes,
      ...(kev === undefined ? {} : { kev }),
      references,
      packages: [{ purl: finding.purl, fixedVersions: finding.fixedVersions }],
    };
  },
  listVulnerabilityImages: (state, { query }) =>
    pageOf(
      state.images
        .filter(({ counts }) => counts !== null)
        .slice(0, 9)
        .map((image) => ({
          connection: image.connection,
          connectionName: image.connectionName,
          repository: image.repository,
          tags: [image.tag],
          digest: image.digest,
          platform: 'linux/amd64',
          packages: ['nginx 1.22.1-9+deb12u9'],
          fixable: true,
          decidedPackages: 0,
          ...(image.frozenAt === undefined ? {} : { frozenAt: image.frozenAt }),
        })),
      query,
    ),
};
