import { type Connection, type DoctorReport, PERMISSIONS } from '@plimsoll/contract';
import { connection } from './connections.ts';
import { type FakeState, type Handler, type Input, minutesAgo, text } from './fake-state.ts';
import { imageDetail } from './images.ts';

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

/** The endpoints of the Integration Hub. */
export const hubHandlers: Readonly<Record<string, Handler>> = {
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
};
