import { DescribeRepositoriesCommand, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from './emulator.ts';
import { aws, hasAws, sdk } from './testing/clients.ts';
import { sendRaw, sendSigned } from './testing/sign.ts';

const HOUR_MS = 3_600_000;
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
const allowAll = { Statement: { Effect: 'Allow' as const, Action: '*', Resource: '*' } };

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    roles: [
      {
        name: 'reader',
        policies: [allowAll],
        trust: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::123456789012:user/admin' } } },
      },
    ],
  });
});

afterAll(() => emulator.close());

const list = new DescribeRepositoriesCommand({});

function wrongSecret() {
  const secret = emulator.keys.secretAccessKey;
  return { ...emulator.keys, secretAccessKey: `${secret.slice(0, -1)}${secret.endsWith('x') ? 'y' : 'x'}` };
}

async function session() {
  const sts = new STSClient({ endpoint: emulator.endpoint, region: emulator.region, credentials: emulator.keys });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::123456789012:role/reader', RoleSessionName: 'test', DurationSeconds: 900 }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

describe('row 1: signatures of any SignedHeaders set', () => {
  it('row 1: the SDK passes, and fails with one other character in the secret', async () => {
    await expect(sdk(emulator).send(list)).resolves.toMatchObject({ repositories: [] });
    await expect(sdk(emulator, { credentials: wrongSecret() }).send(list)).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringContaining(MISMATCH),
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
  });

  it.skipIf(!hasAws)('row 1: the CLI passes, and fails with one other character in the secret', async () => {
    expect(await aws(emulator, ['ecr', 'describe-repositories'])).toMatchObject({ code: 0 });
    const denied = await aws(emulator, ['ecr', 'describe-repositories'], { keys: wrongSecret() });
    expect(denied).toMatchObject({ code: expect.toSatisfy((code) => code !== 0), stderr: expect.stringContaining(MISMATCH) });
  });

  it('row 1: only host signed is enough; without host it is refused', async () => {
    expect(await sendSigned(emulator, { signedHeaders: ['host'] })).toMatchObject({ status: 200 });
    expect(await sendSigned(emulator, { signedHeaders: ['x-amz-date'] })).toMatchObject({
      status: 400,
      body: { __type: 'InvalidSignatureException', message: "'Host' must be a 'SignedHeader' in the AWS Authorization." },
    });
  });
});

describe('row 2: keys and session tokens', () => {
  const invalid = { name: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.' };

  it('row 2: an unknown key', async () => {
    const credentials = { accessKeyId: 'AKIANOBODYKNOWSTHIS0', secretAccessKey: 'x' };

    await expect(sdk(emulator, { credentials }).send(list)).rejects.toMatchObject(invalid);
  });

  it('row 2: a session token that is missing, wrong, or given with long-lived keys', async () => {
    const { sessionToken, ...keys } = await session();

    await expect(sdk(emulator, { credentials: { ...keys, sessionToken } }).send(list)).resolves.toBeDefined();
    await expect(sdk(emulator, { credentials: keys }).send(list)).rejects.toMatchObject(invalid);
    await expect(sdk(emulator, { credentials: { ...keys, sessionToken: 'wrong' } }).send(list)).rejects.toMatchObject(invalid);
    await expect(sdk(emulator, { credentials: { ...emulator.keys, sessionToken } }).send(list)).rejects.toMatchObject(invalid);
  });

  it.skipIf(!hasAws)('row 2: the CLI shows the codes of an unknown key and of an expired session', async () => {
    const unknown = await aws(emulator, ['ecr', 'describe-repositories'], {
      keys: { accessKeyId: 'AKIANOBODYKNOWSTHIS0', secretAccessKey: 'x' },
    });
    expect(unknown.stderr).toContain('(UnrecognizedClientException)');

    const short = await startEmulator({ roles: [{ name: 'r', trust: { Statement: { Effect: 'Allow', Action: '*', Principal: '*' } } }] });
    const role = short.iam.findRole('arn:aws:iam::123456789012:role/r');
    const keys = role?.openSession('gone', -1, undefined);
    const expired = await aws(short, ['ecr', 'describe-repositories'], keys ? { keys } : {});
    await short.close();
    expect(expired.stderr).toContain('(ExpiredTokenException)');
    expect(expired.stderr).toContain('The security token included in the request is expired');
  });
});

describe('row 3: clock skew', () => {
  it('row 3: the SDK learns the offset from the Date header and succeeds at the second attempt', async () => {
    emulator.clock.advance(HOUR_MS);
    const ahead = await sdk(emulator).send(list);
    emulator.clock.advance(-2 * HOUR_MS);
    const behind = await sdk(emulator).send(list);
    emulator.clock.advance(HOUR_MS);

    expect(ahead.$metadata.attempts).toBe(2);
    expect(behind.$metadata.attempts).toBe(2);
  });

  it('row 3: too old and too new have their texts; 14 minutes pass both ways', async () => {
    const now = Date.now();
    const old = await sendSigned(emulator, { at: now - 16 * 60_000 });
    const early = await sendSigned(emulator, { at: now + 16 * 60_000 });

    expect(old.body['message']).toMatch(/^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/);
    expect(early.body['message']).toMatch(
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 15 min\.\)$/,
    );
    expect((await sendSigned(emulator, { at: now - 14 * 60_000 })).status).toBe(200);
    expect((await sendSigned(emulator, { at: now + 14 * 60_000 })).status).toBe(200);
  });

  it.skipIf(!hasAws)('row 3: the CLI fails', async () => {
    emulator.clock.advance(HOUR_MS);
    const { code, stderr } = await aws(emulator, ['ecr', 'describe-repositories']);
    emulator.clock.advance(-HOUR_MS);

    expect(code).not.toBe(0);
    expect(stderr).toContain('Signature expired');
  });
});

describe('row 4: scope, and no signature at all', () => {
  it('row 4: wrong region and wrong service, each with its sentence, joined', async () => {
    expect((await sendSigned(emulator, { region: 'mars-1' })).body).toEqual({
      __type: 'InvalidSignatureException',
      message: "Credential should be scoped to a valid region, not 'mars-1'.",
    });
    expect((await sendSigned(emulator, { region: 'mars-1', service: 's3' })).body['message']).toBe(
      "Credential should be scoped to a valid region, not 'mars-1'. Credential should be scoped to correct service: 'ecr'.",
    );
  });

  it('row 4: missing parts are named, one sentence each', async () => {
    const target = { 'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories' };

    expect(await sendRaw(emulator, target)).toEqual({
      status: 400,
      body: { __type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' },
    });
    const header = 'AWS4-HMAC-SHA256 SignedHeaders=host';
    expect((await sendRaw(emulator, { ...target, authorization: header })).body).toEqual({
      __type: 'IncompleteSignatureException',
      message:
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
        `Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=${header}`,
    });
  });

  it.skipIf(!hasAws)('row 4: the CLI without signing', async () => {
    const { stderr } = await aws(emulator, ['--no-sign-request', 'ecr', 'describe-repositories']);

    expect(stderr).toContain('(MissingAuthenticationTokenException)');
  });
});

it('row 5: the hash of the body may be absent, and may not be false', async () => {
  expect((await sendSigned(emulator)).status).toBe(200);
  expect(await sendSigned(emulator, { headers: { 'x-amz-content-sha256': '0'.repeat(64) } })).toMatchObject({
    status: 400,
    body: { __type: 'InvalidSignatureException' },
  });
});

it('accepts each region that is served', async () => {
  const two = await startEmulator({ regions: ['us-east-1', 'cn-north-1'] });
  const { authorizationData } = await sdk(two, { region: 'cn-north-1' }).send(new GetAuthorizationTokenCommand({}));
  await two.close();

  expect(authorizationData?.[0]?.proxyEndpoint).toBe('https://123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn');
});
