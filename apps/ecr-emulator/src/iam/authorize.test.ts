import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { aws, hasAws, sdk } from '../testing/clients.ts';
import { addImage } from '../testing/images.ts';
import type { AccessKeys, UserSpec } from './directory.ts';
import type { PolicyStatement } from './policy.ts';

const FIVE = ['GetAuthorizationToken', 'DescribeRepositories', 'DescribeImages', 'BatchGetImage', 'GetDownloadUrlForLayer'];
const ARN = 'arn:aws:ecr:us-east-1:123456789012:repository';
const ZEROS = `sha256:${'0'.repeat(64)}`;

const allow = (Action: string | string[], Resource: string = '*'): PolicyStatement => ({ Effect: 'Allow', Action, Resource });
const deny = (Action: string, Resource: string = '*'): PolicyStatement => ({ Effect: 'Deny', Action, Resource });
const policy = (...Statement: PolicyStatement[]) => ({ Version: '2012-10-17', Statement });

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await addImage(emulator, 'prod-a', '1');
  await addImage(emulator, 'test-a', '1');
});

afterAll(() => emulator.close());

function userWith(spec: Omit<UserSpec, 'name'>): { keys: AccessKeys; arn: string } {
  const name = `user-${Math.random().toString(36).slice(2)}`;
  return { keys: emulator.iam.addUser({ ...spec, name }), arn: `arn:aws:iam::123456789012:user/${name}` };
}

async function messageOf(keys: AccessKeys, action: string): Promise<string> {
  const client = sdk(emulator, { credentials: keys });
  const repositoryName = 'prod-a';
  const calls: Record<string, () => Promise<unknown>> = {
    GetAuthorizationToken: () => client.send(new GetAuthorizationTokenCommand({})),
    DescribeRepositories: () => client.send(new DescribeRepositoriesCommand({})),
    DescribeImages: () => client.send(new DescribeImagesCommand({ repositoryName })),
    BatchGetImage: () => client.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageDigest: ZEROS }] })),
    GetDownloadUrlForLayer: () => client.send(new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: ZEROS })),
  };
  try {
    await calls[action]?.();
    return 'ok';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.name === 'AccessDeniedException' ? error.message : error.name;
  }
}

describe('row 10: who may do what', () => {
  it.each(FIVE)('row 10: a user who lacks only %s is denied that, and nothing else', async (missing) => {
    const { keys, arn } = userWith({
      policies: [policy(allow(FIVE.filter((action) => action !== missing).map((action) => `ecr:${action}`)))],
    });
    const resource = { GetAuthorizationToken: '*', DescribeRepositories: `${ARN}/*` }[missing] ?? `${ARN}/prod-a`;

    const answers = new Map<string, string>();
    for (const action of FIVE) answers.set(action, await messageOf(keys, action));

    const expected = new Map(FIVE.map((action) => [action, action === 'GetDownloadUrlForLayer' ? 'LayersNotFoundException' : 'ok']));
    expected.set(
      missing,
      `User: ${arn} is not authorized to perform: ecr:${missing} on resource: ${resource} because no identity-based policy allows the ecr:${missing} action`,
    );
    expect(answers).toEqual(expected);
  });

  const boundary = { 'permissions boundary': [policy(allow('ecr:Get*'))] };
  const everything = policy(allow('*'));
  it.each([
    ['explicit deny', { policies: [everything, policy(deny('ecr:DescribeImages'))] }, 'with an explicit deny in an identity-based policy'],
    ['boundary', { policies: [everything], guardrails: boundary }, 'because no permissions boundary allows the ecr:DescribeImages action'],
    [
      'service control policy',
      { policies: [everything], guardrails: { 'service control policy': [policy(allow('*'), deny('ecr:Describe*'))] } },
      'with an explicit deny in a service control policy',
    ],
    [
      'NotAction',
      { policies: [policy({ Effect: 'Allow', NotAction: 'ecr:Describe*', Resource: '*' })] },
      'because no identity-based policy allows the ecr:DescribeImages action',
    ],
    [
      'NotResource',
      { policies: [policy({ Effect: 'Allow', Action: 'ecr:*', NotResource: `${ARN}/prod-*` })] },
      'because no identity-based policy allows the ecr:DescribeImages action',
    ],
    [
      'condition on the region',
      {
        policies: [
          policy({ Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
        ],
      },
      'because no identity-based policy allows the ecr:DescribeImages action',
    ],
  ] satisfies [string, Omit<UserSpec, 'name'>, string][])('row 10: %s has its reason', async (_name, spec, reason) => {
    const { keys, arn } = userWith(spec);

    expect(await messageOf(keys, 'DescribeImages')).toBe(
      `User: ${arn} is not authorized to perform: ecr:DescribeImages on resource: ${ARN}/prod-a ${reason}`,
    );
  });

  it('row 10: a wildcard in the action, in any case, allows', async () => {
    const { keys } = userWith({ policies: [policy(allow('ECR:describe*', `${ARN}/prod-*`))] });

    expect(await messageOf(keys, 'DescribeImages')).toBe('ok');
  });

  it.skipIf(!hasAws)('row 10: the CLI prints the whole text', async () => {
    const { keys, arn } = userWith({ policies: [policy(allow('ecr:*'), deny('ecr:DescribeImages'))] });
    const { stderr } = await aws(emulator, ['ecr', 'describe-images', '--repository-name', 'prod-a'], { keys });

    expect(stderr).toContain(
      `An error occurred (AccessDeniedException) when calling the DescribeImages operation: User: ${arn} is not authorized to perform: ` +
        `ecr:DescribeImages on resource: ${ARN}/prod-a with an explicit deny in an identity-based policy`,
    );
  });
});

it('row 11: GetAuthorizationToken is granted only on *', async () => {
  const { keys } = userWith({ policies: [policy(allow('ecr:*', `${ARN}/*`))] });

  expect(await messageOf(keys, 'GetAuthorizationToken')).toContain('on resource: * because no identity-based policy');
});

it('row 12: a prefix-limited user may not list, and may describe by name', async () => {
  const { keys } = userWith({ policies: [policy(allow('ecr:*', `${ARN}/prod-*`))] });
  const client = sdk(emulator, { credentials: keys });
  const named = (repositoryNames: string[]) => client.send(new DescribeRepositoriesCommand({ repositoryNames }));

  expect(await messageOf(keys, 'DescribeRepositories')).toContain(`on resource: ${ARN}/* because`);
  expect((await named(['prod-a'])).repositories).toHaveLength(1);
  await expect(named(['prod-a', 'test-a'])).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(named(['prod-none'])).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
});

it.skipIf(!hasAws)('row 12: the same with the CLI', async () => {
  const { keys } = userWith({ policies: [policy(allow('ecr:*', `${ARN}/prod-*`))] });
  const listed = await aws(emulator, ['ecr', 'describe-repositories'], { keys });
  const named = await aws(emulator, ['ecr', 'describe-repositories', '--repository-names', 'prod-a'], { keys });

  expect(listed.stderr).toContain('(AccessDeniedException)');
  expect(named.code).toBe(0);
});

it('row 15: a policy change is seen after its delay', async () => {
  emulator.iam.addUser({ name: 'late', keys: { accessKeyId: 'AKIALATE000000000001', secretAccessKey: 's' } });
  const keys = { accessKeyId: 'AKIALATE000000000001', secretAccessKey: 's' };
  emulator.iam.setPolicies('late', [policy(allow('*'))], { visibleAfterMs: 10_000 });

  expect(await messageOf(keys, 'DescribeImages')).toContain('is not authorized');
  emulator.clock.advance(10_000);
  expect(await messageOf(keys, 'DescribeImages')).toBe('ok');
});
