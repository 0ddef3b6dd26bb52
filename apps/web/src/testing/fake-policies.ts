import type { ConfigurationResult, PolicyDetail, PolicyImage, PolicyState } from '@plimsoll/contract';
import { contains, type FakeState, type Handler, minutesAgo, pageOf } from './fake-state.ts';
import type { FakeImage } from './images.ts';
import type { FakePolicy } from './policies.ts';

const DAY_MINUTES = 1440;

/** What a policy says of an image: an image that was not read is unknown under each. */
function stateOf(policy: FakePolicy, image: FakeImage): PolicyState {
  if (image.counts === null) return 'unknown';
  if (policy.id === 1) return image.repository === 'team/orders' ? 'violation' : image.coverage === 'complete' ? 'pass' : 'unknown';
  if (policy.id === 3) return image.repository.startsWith('platform/') ? 'violation' : 'pass';
  return image.counts.critical > 0 ? 'violation' : image.coverage === 'complete' ? 'pass' : 'unknown';
}

const MESSAGES: Readonly<Record<PolicyState, string>> = {
  violation: 'critical CVE-2023-44487 in nginx has a fix and was seen on 2026-09-01: 7 days are over',
  unknown: 'Everything with a fix is within its time so far, but not everything of the image could be read',
  pass: 'Everything with a fix is within its time',
};

function rowOf(state: FakeState, policy: FakePolicy, image: FakeImage): PolicyImage {
  const says = stateOf(policy, image);
  const [rule] = policy.rules;
  const dueAt = policy.id === 2 && image.counts !== null ? minutesAgo(state, DAY_MINUTES * (says === 'violation' ? 9 : -5)) : undefined;
  return {
    connection: image.connection,
    connectionName: 'Production',
    repository: image.repository,
    digest: image.digest,
    platform: 'linux/amd64',
    tags: [image.tag],
    state: says,
    since: minutesAgo(state, DAY_MINUTES * 3),
    results: [{ rule: rule?.kind ?? '', state: says, message: MESSAGES[says], ...(dueAt === undefined ? {} : { dueAt }) }],
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

const ORDER: readonly PolicyState[] = ['violation', 'unknown', 'pass'];

function rowsOf(state: FakeState, policy: FakePolicy): PolicyImage[] {
  const inScope = state.images.filter(({ repository }) => policy.scope.repositoryGlob === undefined || repository.startsWith('shop/'));
  return (policy.enabled ? inScope : [])
    .map((image) => rowOf(state, policy, image))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function countsOf(rows: readonly PolicyImage[]) {
  const counts = { pass: 0, violation: 0, unknown: 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
}

function isWithin(row: { connection: number; repository: string }, { connection, repository }: Record<string, unknown>): boolean {
  return (connection === undefined || row.connection === connection) && (repository === undefined || row.repository === repository);
}

const CIS_SECTIONS = [
  ['4.1', 'A user of its own', undefined],
  ['4.2', 'Trusted base images only', 'Which bases you trust is yours to say: a policy with approved bases holds every image against them'],
  ['4.6', 'A health check', undefined],
  ['4.10', 'No secrets', undefined],
] as const;

function shown(state: FakeState, policy: FakePolicy): PolicyDetail {
  const rows = rowsOf(state, policy);
  const counts = countsOf(rows);
  const trend = Array.from({ length: 30 }, (_, index) => ({
    day: minutesAgo(state, DAY_MINUTES * (29 - index)).slice(0, 10),
    pass: counts.pass,
    unknown: counts.unknown,
    violation: counts.violation + Math.floor((29 - index) / 6),
  }));
  const nextDueAt = rows.find((row) => row.state !== 'violation' && row.dueAt !== undefined)?.dueAt;
  return {
    ...policy,
    ...(policy.builtIn ? {} : { author: 'sam@example.com' }),
    changedAt: minutesAgo(state, DAY_MINUTES * 40),
    counts: policy.enabled && rows.length > 0 ? counts : null,
    trend: policy.enabled ? trend : [],
    ...(nextDueAt === undefined ? {} : { nextDueAt }),
  };
}

function found(state: FakeState, params: Record<string, unknown>): FakePolicy | undefined {
  return state.policies.find(({ id }) => id === params.policy);
}

function imageOf(state: FakeState, params: Record<string, unknown>): FakeImage | undefined {
  return state.images.find(
    ({ connection, repository, tag, digest }) =>
      connection === params.connection && repository === params.repository && (tag === params.reference || digest === params.reference),
  );
}

function checksOf(image: FakeImage): ConfigurationResult[] {
  const result = (id: string, title: string, more: Partial<ConfigurationResult>): ConfigurationResult => ({
    id,
    title,
    remedy: 'Create a user and end the Dockerfile with USER and its number.',
    urls: [],
    status: 'pass',
    severity: 'medium',
    message: title,
    evidence: [],
    origin: 'unknown',
    ...more,
  });
  const layer = { digest: image.digest, instruction: 'COPY . /srv/app # buildkit', ordinal: 4 };
  return [
    result('CIS-4.1', 'The image does not run as root', {
      cis: '4.1',
      status: 'fail',
      message: 'The image runs as root, because it names no user',
      evidence: ['no USER'],
      origin: 'base',
    }),
    result('CIS-4.6', 'The image has a health check', { cis: '4.6' }),
    result('CIS-4.10-files', 'No secret lies in a file', {
      cis: '4.10',
      status: 'fail',
      severity: 'high',
      message: 'A private key lies in srv/app/deploy.pem',
      evidence: ['srv/app/deploy.pem: -----BEGIN …'],
      origin: 'application',
      layer,
      remedy: 'Take it out, and change the key: whoever pulled the image has it.',
    }),
    result('mutable-tag', 'Tags of the repository cannot be moved', {
      status: 'unknown',
      message: 'It is not known whether the registry lets tags be moved',
    }),
  ];
}

/** One for each endpoint of policies. */
export const policyHandlers: Readonly<Record<string, Handler>> = {
  listPolicies: (state) => state.policies.map((policy) => shown(state, policy)),
  createPolicy: (state, { body }) => {
    const policy = { ...(body as unknown as FakePolicy), id: state.policies.length + 1, builtIn: false };
    state.policies = [...state.policies, policy];
    return shown(state, policy);
  },
  evaluatePolicies: () => ({ ok: true }),
  getPolicy: (state, { params }) => {
    const policy = found(state, params);
    return policy === undefined ? undefined : shown(state, policy);
  },
  updatePolicy: (state, { params, body }) => {
    const policy = found(state, params);
    if (policy === undefined) return undefined;
    const changed = { ...policy, ...(body as Partial<FakePolicy>) };
    state.policies = state.policies.map((each) => (each === policy ? changed : each));
    return shown(state, changed);
  },
  deletePolicy: (state, { params }) => {
    state.policies = state.policies.filter(({ id }) => id !== params.policy);
    return { ok: true };
  },
  listPolicyImages: (state, { params, query }) => {
    const policy = found(state, params);
    if (policy === undefined) return undefined;
    const rows = rowsOf(state, policy).filter(
      (row) => (query.state === undefined || row.state === query.state) && contains(row.repository, query.q),
    );
    const due = ({ dueAt }: PolicyImage) => dueAt ?? '9';
    return pageOf(query.sort === 'due' ? rows.toSorted((a, b) => due(a).localeCompare(due(b))) : rows, query);
  },
  listPolicyGroups: (state, { params, query }) => {
    const policy = found(state, params);
    if (policy === undefined) return undefined;
    const groups = Map.groupBy(rowsOf(state, policy), ({ connection, repository }) =>
      JSON.stringify(query.by === 'registry' ? [connection] : [connection, repository]),
    );
    const rows = [...groups.values()].map((group) => {
      const { connection, connectionName, repository } = group[0]!;
      return { connection, connectionName, ...(query.by === 'registry' ? {} : { repository }), ...countsOf(group) };
    });
    return pageOf(
      rows.toSorted((a, b) => b.violation - a.violation || b.unknown - a.unknown),
      query,
    );
  },
  getPolicyCompliance: (state, { query }) =>
    state.policies
      .filter(({ enabled }) => enabled)
      .map((policy) => ({ policy: policy.id, name: policy.name, ...countsOf(rowsOf(state, policy).filter((row) => isWithin(row, query))) }))
      .filter(({ pass, violation, unknown }) => pass + violation + unknown > 0),
  getCisCompliance: (state, { query }) => {
    const images = state.images.filter((image) => isWithin(image, query));
    const unread = images.filter(({ counts }) => counts === null).length;
    const failing = images.filter(({ counts, repository }) => counts !== null && repository.startsWith('shop/'));
    return {
      sections: CIS_SECTIONS.map(([section, title, remark], index) => ({
        section,
        title,
        ...(remark === undefined ? {} : { remark }),
        counts:
          remark !== undefined
            ? null
            : index === 0
              ? { pass: images.length - unread - failing.length, violation: failing.length, unknown: unread }
              : { pass: images.length - unread, violation: 0, unknown: unread },
        failing:
          remark !== undefined || index > 0
            ? []
            : failing.slice(0, 3).map(({ connection, repository, digest, tag }) => ({
                connection,
                connectionName: 'Production',
                repository,
                digest,
                platform: 'linux/amd64',
                tags: [tag],
              })),
      })),
    };
  },
  getImagePolicies: (state, { params }) => {
    const image = imageOf(state, params);
    if (image === undefined) return undefined;
    return state.policies
      .filter(({ enabled, scope }) => enabled && (scope.repositoryGlob === undefined || image.repository.startsWith('shop/')))
      .map((policy) => {
        const { state: says, since, results, dueAt } = rowOf(state, policy, image);
        return { policy: policy.id, name: policy.name, state: says, since, results, ...(dueAt === undefined ? {} : { dueAt }) };
      });
  },
  getConfiguration: (state, { params }) => {
    const image = imageOf(state, params);
    return image === undefined ? undefined : { results: image.repository.startsWith('team/') ? null : checksOf(image) };
  },
};
