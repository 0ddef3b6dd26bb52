import { DescribeImagesCommand, DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from './emulator.ts';
import { aws, hasAws, hasSkopeo, sdk, skopeo, temporaryFolder } from './testing/clients.ts';
import { addImage } from './testing/images.ts';
import { basicAuthorization, hostOf, loginSkopeo } from './testing/login.ts';
import { createThrottles } from './throttles.ts';

const EMPTY = { ratePerSecond: 0, burst: 0 };
const list = new DescribeRepositoriesCommand({});

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await addImage(emulator, 'shop/web', '1');
});

afterEach(() => {
  for (const operation of ['DescribeRepositories', 'BatchGetImage']) emulator.throttles.set(operation, undefined);
});

afterAll(() => emulator.close());

it.each([400, 429] as const)('row 33: the SDK tries 3 times against %i', async (status) => {
  emulator.throttles.set('DescribeRepositories', { ...EMPTY, status });

  await expect(sdk(emulator).send(list)).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'Rate exceeded',
    $metadata: { httpStatusCode: status, attempts: 3 },
  });
});

it('row 33: other operations go on, and the bucket fills by the clock', async () => {
  emulator.throttles.set('DescribeRepositories', { ratePerSecond: 1, burst: 2 });
  const client = sdk(emulator, { maxAttempts: 1 });
  await client.send(list);
  await client.send(list);

  await expect(client.send(list)).rejects.toMatchObject({ name: 'ThrottlingException' });
  await expect(client.send(new DescribeImagesCommand({ repositoryName: 'shop/web' }))).resolves.toBeDefined();
  emulator.clock.advance(1000);
  await expect(client.send(list)).resolves.toBeDefined();
});

it.skipIf(!hasAws)('row 33: the CLI reached max retries', async () => {
  emulator.throttles.set('DescribeRepositories', EMPTY);
  const { stderr } = await aws(emulator, ['ecr', 'describe-repositories']);

  expect(stderr).toContain('An error occurred (ThrottlingException)');
  expect(stderr).toContain('(reached max retries: 2)');
  expect(stderr).toContain('Rate exceeded');
});

it('row 33: the registry says TOOMANYREQUESTS, with Retry-After if set', async () => {
  emulator.throttles.set('BatchGetImage', { ...EMPTY, retryAfterSeconds: 7 });
  const headers = { authorization: await basicAuthorization(emulator) };
  const response = await fetch(`${emulator.endpoint}/v2/shop/web/manifests/1`, { headers });

  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  expect(await response.json()).toEqual({ errors: [{ code: 'TOOMANYREQUESTS', message: 'Rate exceeded' }] });
});

it.skipIf(!hasSkopeo)('row 33: skopeo backs off 2 seconds after a 429 and then succeeds', async () => {
  const folder = temporaryFolder();
  await loginSkopeo(emulator, folder);
  emulator.throttles.set('BatchGetImage', { ratePerSecond: 0.6, burst: 1 });
  await fetch(`${emulator.endpoint}/v2/shop/web/manifests/1`, { headers: { authorization: await basicAuthorization(emulator) } });
  const before = emulator.requests.length;
  const copy = await skopeo(folder, ['copy', '--src-tls-verify=false', `docker://${hostOf(emulator)}/shop/web:1`, `oci:${folder}/out`]);
  const [refused, served] = emulator.requests.slice(before).filter(({ operation }) => operation === 'registry/get-manifest');

  expect(copy).toMatchObject({ code: 0 });
  expect([refused?.status, served?.status]).toEqual([429, 200]);
  expect((served?.time.getTime() ?? 0) - (refused?.time.getTime() ?? 0)).toBeGreaterThan(1900);
});

it('gives each account and region its own bucket', () => {
  const throttles = createThrottles(() => 0);
  throttles.set('X', { ratePerSecond: 1, burst: 1 });
  throttles.take('X', 'a/us-east-1');

  expect(() => throttles.take('X', 'b/us-east-1')).not.toThrow();
  expect(() => throttles.take('X', 'a/us-east-1')).toThrow('Rate exceeded');
});
