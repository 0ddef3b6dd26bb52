import type { Connection, DoctorReport, FindingRow } from '@plimsoll/contract';
import { PERMISSIONS } from '@plimsoll/contract';
import { SEVERITIES } from '../ui/severities.ts';
import { connection, fourConnections } from './connections.ts';
import { countsOf, type FakeImage, findingAt, findingDetail, findingsOf, imageDetail, images, packagesOf, repositories } from './images.ts';

export type Scenario = 'full' | 'empty' | 'failing' | 'signed-out' | 'setup' | 'viewer';

/** What the fake remembers between requests. */
export interface FakeState {
  readonly scenario: Scenario;
  readonly now: number;
  isSignedIn: boolean;
  needsSetup: boolean;
  connections: Connection[];
  images: FakeImage[];
}

export function initialState(scenario: Scenario): FakeState {
  const now = Date.now();
  const isEmpty = scenario === 'empty' || scenario === 'setup';
  return {
    scenario,
    now,
    isSignedIn: scenario !== 'signed-out' && scenario !== 'setup',
    needsSetup: scenario === 'setup',
    connections: isEmpty ? [] : fourConnections(now),
    images: isEmpty ? [] : images(now),
  };
}

interface Input {
  // Parsed by the endpoint's own schemas before; the fake reads the few fields that it looks at.
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}
type Handler = (state: FakeState, input: Input) => unknown;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const contains = (value: string, part: unknown) => value.toLowerCase().includes(text(part).toLowerCase());

function pageOf<Row>(rows: readonly Row[], query: Record<string, unknown>) {
  const start = Number(text(query.cursor) || 0);
  const end = start + Number(query.limit ?? 50);
  return { rows: rows.slice(start, end), total: rows.length, ...(end < rows.length ? { nextCursor: String(end) } : {}) };
}

function imageOf(state: FakeState, params: Record<string, unknown>): FakeImage | undefined {
  return state.images.find(
    (image) =>
      image.connection === params.connection &&
      image.repository === params.repository &&
      (image.tag === params.reference || image.digest === params.reference),
  );
}

function connectionOf(state: FakeState, { params }: Input): Connection | undefined {
  return state.connections.find(({ id }) => id === params.connection);
}

function change(state: FakeState, input: Input, next: Partial<Connection>): Connection | undefined {
  state.connections = state.connections.map((each) => (each.id === input.params.connection ? { ...each, ...next } : each));
  return connectionOf(state, input);
}

/** A key with BAD in it does not work, one with DENY lacks a permission. */
function doctor(state: FakeState, credentials: unknown, region: string): DoctorReport {
  const asText = JSON.stringify(credentials);
  const isBad = asText.includes('BAD');
  const isDenied = asText.includes('DENY');
  return {
    ok: !isBad && !isDenied,
    ...(isBad ? {} : { account: '482100937716', principal: 'arn:aws:iam::482100937716:user/plimsoll', repositories: 214 }),
    region,
    permissions: PERMISSIONS.map((action, index) => {
      const isMissing = isDenied && index === 4;
      return {
        action,
        state: isBad ? 'unknown' : isMissing ? 'missing' : 'granted',
        tried: ['', 'listed', 'tried on shop/web', 'tried on shop/web:1.4.0', 'tried on shop/web'][index] ?? '',
        ...(isMissing
          ? {
              reason: 'No policy of this user allows it. Without it no layer can be read, so no image can be scanned.',
              resource: 'arn:aws:ecr:eu-central-1:482100937716:repository/shop/web',
              statement: JSON.stringify(
                { Effect: 'Allow', Action: PERMISSIONS.slice(1), Resource: 'arn:aws:ecr:eu-central-1:482100937716:repository/*' },
                undefined,
                2,
              ),
            }
          : {}),
      };
    }),
    ...(isBad
      ? {
          failure: {
            code: 'CREDENTIALS_INVALID',
            title: 'AWS does not know this access key',
            message: 'sts:GetCallerIdentity answered InvalidClientTokenId.',
            hint: 'Check that the key is of this partition, active and complete.',
          },
        }
      : {}),
    warnings: [],
    policy: JSON.stringify(
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' }] },
      undefined,
      2,
    ),
    testedAt: new Date(state.now).toISOString(),
  };
}

function filteredFindings(state: FakeState, image: FakeImage, query: Record<string, unknown>): FindingRow[] {
  const severities = Array.isArray(query.severity) ? query.severity : [];
  const rows = findingsOf(image, state.now).filter(
    (row) =>
      (severities.length === 0 || severities.includes(row.severity)) &&
      (query.fixable === undefined || row.fixedVersions.length > 0 === query.fixable) &&
      (query.exploited === undefined || row.exploited === query.exploited) &&
      (query.ecosystem === undefined || row.ecosystem === query.ecosystem) &&
      (query.layer === undefined || row.layer.ordinal === query.layer) &&
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

function vulnerabilityRow(index: number, now: number) {
  const finding = findingAt(index, now);
  return {
    id: finding.vulnerability,
    aliases: finding.aliases,
    summary: finding.summary,
    severity: finding.severity,
    ...(finding.cvss === undefined ? {} : { cvss: finding.cvss }),
    exploited: finding.exploited,
    images: 1 + (index % 7),
    fixableImages: finding.fixedVersions.length === 0 ? 0 : 1 + (index % 7),
    repositories: 1 + (index % 3),
    publishedAt: '2023-10-10T14:15:00Z',
  };
}

const VULNERABILITIES = 341;

function vulnerabilityRows(state: FakeState) {
  return state.images.length === 0 ? [] : Array.from({ length: VULNERABILITIES }, (_, index) => vulnerabilityRow(index, state.now));
}

const minutesAgo = (state: FakeState, minutes: number) => new Date(state.now - minutes * 60_000).toISOString();

/** One for each endpoint of the contract; undefined means "not found". */
export const handlers: Readonly<Record<string, Handler | undefined>> = {
  getSession: (state) => ({
    needsSetup: state.needsSetup,
    version: '0.1.0',
    user: state.isSignedIn
      ? { id: 'u1', name: 'Sam Admin', email: 'sam@example.com', role: state.scenario === 'viewer' ? 'viewer' : 'admin' }
      : null,
  }),
  createAdmin: (state) => {
    state.needsSetup = false;
    return { ok: true };
  },
  listRegions: () => ({
    partitions: [
      {
        id: 'aws',
        name: 'AWS',
        regions: [
          { id: 'eu-central-1', name: 'Europe (Frankfurt)' },
          { id: 'eu-west-1', name: 'Europe (Ireland)' },
          { id: 'us-east-1', name: 'US East (N. Virginia)' },
          { id: 'ap-southeast-2', name: 'Asia Pacific (Sydney)' },
        ],
      },
      { id: 'aws-cn', name: 'AWS China', regions: [{ id: 'cn-north-1', name: 'China (Beijing)' }] },
      { id: 'aws-us-gov', name: 'AWS GovCloud', regions: [{ id: 'us-gov-west-1', name: 'AWS GovCloud (US-West)' }] },
    ],
    endpoints: [],
    ambientAllowed: true,
  }),
  createExternalId: () => ({
    externalId: 'plimsoll-4b8f0d2e91c7',
    trustPolicy: JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': 'plimsoll-4b8f0d2e91c7' } } },
        ],
      },
      undefined,
      2,
    ),
  }),
  testConnection: (state, { body }) => doctor(state, body.credentials, text(body.region)),
  createConnection: (state, { body }) => {
    const report = doctor(state, body.credentials, text(body.region));
    if (!report.ok) return { connection: null, report };
    const made = connection({
      id: state.connections.length + 1,
      name: text(body.name),
      region: text(body.region),
      shown: 'syncing',
      images: { total: 0, read: 0, failed: 0, notImages: 0 },
      repositories: 0,
    });
    state.connections = [made, ...state.connections];
    return { connection: made, report };
  },
  listConnections: (state) => state.connections,
  getConnection: connectionOf,
  updateConnection: (state, input) => change(state, input, input.body),
  updateCredentials: (state, input) => {
    const report = doctor(state, input.body.credentials, connectionOf(state, input)?.region ?? '');
    const saved = report.ok && input.body.save === true;
    if (saved) change(state, input, { state: 'connected', shown: 'connected' });
    return { saved, report };
  },
  retestConnection: (state, input) => doctor(state, connectionOf(state, input)?.state === 'error' ? 'BAD' : '', 'eu-west-1'),
  syncConnection: (state, input) => {
    change(state, input, { shown: 'syncing' });
    return { ok: true };
  },
  disconnectConnection: (state, input) =>
    change(state, input, {
      state: 'disconnected',
      shown: 'disconnected',
      hasCredentials: false,
      disconnectedAt: new Date(state.now).toISOString(),
    }),
  reconnectConnection: (state, input) => {
    const report = doctor(state, input.body.credentials, connectionOf(state, input)?.region ?? '');
    const back = report.ok ? change(state, input, { state: 'connected', shown: 'syncing', hasCredentials: true }) : undefined;
    return { connection: back ?? null, report };
  },
  connectionLog: (state, input) =>
    connectionOf(state, input) === undefined
      ? undefined
      : [
          { at: minutesAgo(state, 42), kind: 'sync', message: 'Synced: 214 repositories, 1,211 images; 3 tags moved, 11 MB fetched' },
          { at: minutesAgo(state, 1440), kind: 'credentials', message: 'Credentials updated', actor: 'Sam Admin' },
          { at: minutesAgo(state, 90_000), kind: 'connected', message: 'Connected with an access key', actor: 'Sam Admin' },
        ],
  connectionProblems: (state, input) =>
    state.images
      .filter(({ connection: id, problems }) => id === input.params.connection && problems > 0)
      .flatMap((image) =>
        imageDetail(image, state.now, undefined).problems.map((problem) => ({
          ...problem,
          repository: image.repository,
          reference: image.tag,
        })),
      ),
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
    return image === undefined ? undefined : imageDetail(image, state.now, query.platform === undefined ? undefined : text(query.platform));
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
        : findingsOf(image, state.now).find(
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
          ...(image.frozenAt === undefined ? {} : { frozenAt: image.frozenAt }),
        })),
      query,
    ),
  getOverview: (state) => {
    const isEmpty = state.images.length === 0;
    return {
      connections: state.connections.length,
      repositories: repositories(state.images).length,
      images: isEmpty
        ? { total: 0, complete: 0, partial: 0, unsupported: 0, failed: 0, pending: 0, notImages: 0 }
        : { total: 17, complete: 12, partial: 1, unsupported: 1, failed: 1, pending: 2, notImages: 1 },
      findings: isEmpty ? countsOf(0) : { critical: 26, high: 104, medium: 156, low: 59, negligible: 31, unknown: 12, fixable: 289 },
      vulnerabilities: isEmpty ? 0 : VULNERABILITIES,
      exploited: isEmpty ? 0 : 1,
      worst: state.images
        .flatMap(({ connection: id, repository, tag, counts }) =>
          counts === null || counts.critical === 0 ? [] : [{ connection: id, repository, reference: tag, counts }],
        )
        .slice(0, 8),
      top: vulnerabilityRows(state)
        .slice(0, 5)
        .map(({ id, summary, severity, images: inImages, exploited }) => ({ id, summary, severity, images: inImages, exploited })),
      advisories: { updatedAt: minutesAgo(state, 41), records: 412_380 },
      ...(isEmpty ? {} : { nextSyncAt: minutesAgo(state, -18) }),
    };
  },
  getAdvisoryStatus: (state) => ({
    updating: false,
    updatedAt: minutesAgo(state, 41),
    records: 412_380,
    feeds: [
      {
        id: 'osv/debian',
        url: 'https://storage.googleapis.com/osv-vulnerabilities/Debian/all.zip',
        records: 52_310,
        updatedAt: minutesAgo(state, 41),
        newestAt: minutesAgo(state, 300),
      },
      {
        id: 'osv/npm',
        url: 'https://storage.googleapis.com/osv-vulnerabilities/npm/all.zip',
        records: 218_204,
        updatedAt: minutesAgo(state, 41),
        newestAt: minutesAgo(state, 80),
      },
      {
        id: 'cisa/kev',
        url: 'https://www.cisa.gov/known_exploited_vulnerabilities.json',
        records: 1480,
        updatedAt: minutesAgo(state, 5000),
        error: 'answered 503 at the last three tries; the data of before is still in use',
      },
    ],
  }),
  updateAdvisories: () => ({ ok: true }),
  listAudit: (state) => [
    {
      id: 'a2',
      at: minutesAgo(state, 42),
      actor: 'Sam Admin',
      action: 'connection.create',
      target: 'Production',
      detail: 'access key …MPLE, eu-central-1',
    },
    { id: 'a1', at: minutesAgo(state, 4000), actor: 'set-up', action: 'admin.create', target: 'sam@example.com', detail: 'first admin' },
  ],
};
