import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import type { AccessKeys } from '../iam/directory.ts';
import { aws, hasAws, sdk } from '../testing/clients.ts';

const ROLE = 'arn:aws:iam::123456789012:role/reader';
const readOnly = { Statement: { Effect: 'Allow' as const, Action: 'ecr:Describe*', Resource: '*' } };
const allowAll = { Statement: { Effect: 'Allow' as const, Action: '*', Resource: '*' } };

let emulator: Emulator;
let vendor: AccessKeys;

beforeAll(async () => {
  emulator = await startEmulator({
    roles: [
      {
        name: 'reader',
        policies: [readOnly],
        trust: {
          Statement: {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { AWS: 'arn:aws:iam::210987654321:root' },
            Condition: { StringEquals: { 'sts:ExternalId': 'plimsoll-42' } },
          },
        },
      },
    ],
  });
  vendor = emulator.iam.addUser({ name: 'vendor', account: '210987654321', policies: [allowAll] });
});

afterAll(() => emulator.close());

const sts = (credentials: AccessKeys & { sessionToken?: string }) =>
  new STSClient({ endpoint: emulator.endpoint, region: emulator.region, credentials });

const assume = (input: { ExternalId?: string; RoleArn?: string; DurationSeconds?: number; Policy?: string }) =>
  sts(vendor).send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'plimsoll-1', ...input }));

it('row 14: the SDK assumes a role across accounts with its external id, and lists with it', async () => {
  const credentials = fromTemporaryCredentials({
    masterCredentials: vendor,
    params: { RoleArn: ROLE, RoleSessionName: 'plimsoll-1', ExternalId: 'plimsoll-42' },
    clientConfig: { endpoint: emulator.endpoint, region: emulator.region },
  });

  await expect(sdk(emulator, { credentials }).send(new DescribeRepositoriesCommand({}))).resolves.toBeDefined();
  expect(emulator.requests.at(-1)).toMatchObject({ principal: 'arn:aws:sts::123456789012:assumed-role/reader/plimsoll-1' });
});

it.each([
  ['a wrong external id', { ExternalId: 'other' }],
  ['no external id', {}],
  ['a role that does not exist', { ExternalId: 'plimsoll-42', RoleArn: 'arn:aws:iam::123456789012:role/none' }],
])('row 14: %s gives the same 403', async (_case, input) => {
  await expect(assume(input)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::210987654321:user/vendor is not authorized to perform: sts:AssumeRole on resource: ${'RoleArn' in input ? input.RoleArn : ROLE}`,
    $metadata: { httpStatusCode: 403 },
  });
});

it('row 14: across accounts the caller must be allowed as well', async () => {
  const poor = emulator.iam.addUser({ name: 'poor', account: '210987654321' });
  const input = { RoleArn: ROLE, RoleSessionName: 'xx', ExternalId: 'plimsoll-42' };

  await expect(sts(poor).send(new AssumeRoleCommand(input))).rejects.toMatchObject({ name: 'AccessDenied' });
});

it('row 14: within the account the trust must allow too; if it names the caller, that is enough', async () => {
  const user = emulator.iam.addUser({ name: 'jane' });
  const admin = emulator.keys;
  const trust = (AWS: string, Effect: 'Allow' | 'Deny' = 'Allow') => ({
    Statement: { Effect, Action: 'sts:AssumeRole', Principal: { AWS } },
  });
  const byName = emulator.iam.addRole({ name: 'by-name', trust: trust('arn:aws:iam::123456789012:user/jane') });
  const byAccount = emulator.iam.addRole({ name: 'by-account', trust: trust('arn:aws:iam::123456789012:root') });
  const send = (keys: AccessKeys, RoleArn: string) => sts(keys).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'xx' }));

  await expect(send(user, byName)).resolves.toBeDefined();
  await expect(send(user, byAccount)).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(send(admin, byAccount)).resolves.toBeDefined();
  await expect(send(admin, byName)).rejects.toMatchObject({ name: 'AccessDenied' });
});

it('row 14: STS has its own codes for bad keys', async () => {
  const who = new GetCallerIdentityCommand({});

  await expect(sts({ ...vendor, secretAccessKey: 'wrong' }).send(who)).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    $metadata: { httpStatusCode: 403 },
  });
  await expect(sts({ accessKeyId: 'AKIANOBODY0000000000', secretAccessKey: 'x' }).send(who)).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});

it('a session ends by the clock, and a session policy narrows it', async () => {
  const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'ecr:Get*', Resource: '*' } });
  const narrow = await assume({ ExternalId: 'plimsoll-42', Policy });
  const wide = await assume({ ExternalId: 'plimsoll-42', DurationSeconds: 900 });
  const list = (answer: typeof narrow) =>
    sdk(emulator, {
      credentials: {
        accessKeyId: answer.Credentials?.AccessKeyId ?? '',
        secretAccessKey: answer.Credentials?.SecretAccessKey ?? '',
        sessionToken: answer.Credentials?.SessionToken ?? '',
      },
    }).send(new DescribeRepositoriesCommand({}));

  await expect(list(narrow)).rejects.toMatchObject({
    message: expect.stringContaining('because no session policy allows the ecr:DescribeRepositories action'),
  });
  await expect(list(wide)).resolves.toBeDefined();
  emulator.clock.advance(901_000);
  await expect(list(wide)).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  emulator.clock.advance(-901_000);
});

it.each([{ DurationSeconds: 899 }, { DurationSeconds: 43_201 }, { RoleArn: 'role' }, { ExternalId: 'a b' }])(
  'refuses %o',
  async (input) => {
    await expect(assume(input)).rejects.toMatchObject({ name: 'ValidationError', $metadata: { httpStatusCode: 400 } });
  },
);

it.skipIf(!hasAws)('GetCallerIdentity needs no permission', async () => {
  const nobody = emulator.iam.addUser({ name: 'nobody', path: '/teams/' });
  const { stdout } = await aws(emulator, ['sts', 'get-caller-identity', '--output', 'json'], { keys: nobody });

  expect(JSON.parse(stdout)).toMatchObject({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/teams/nobody' });
});
