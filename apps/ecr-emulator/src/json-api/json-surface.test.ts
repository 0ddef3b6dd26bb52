import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { aws, hasAws, sdk } from '../testing/clients.ts';
import { sendRaw, sendSigned } from '../testing/sign.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});

afterAll(() => emulator.close());

it('row 6: every answer has a request id, and the SDK finds it', async () => {
  const good = await sdk(emulator).send(new DescribeRepositoriesCommand({}));
  const bad = await sdk(emulator)
    .send(new DescribeRepositoriesCommand({ maxResults: 1001 }))
    .catch((error: unknown) => error);

  expect(good.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(bad).toMatchObject({ name: 'InvalidParameterException', $metadata: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  expect(emulator.requests.map(({ requestId }) => requestId)).toContain(good.$metadata.requestId);
});

it.skipIf(!hasAws)('row 6: the CLI shows the code, never "(400)"', async () => {
  const { stderr } = await aws(emulator, ['ecr', 'describe-images', '--repository-name', 'no/such']);

  expect(stderr).toContain('An error occurred (RepositoryNotFoundException)');
  expect(stderr).toContain("The repository with name 'no/such' does not exist in the registry with id '123456789012'");
  expect(stderr).not.toContain('(400)');
});

it('row 6: an unknown operation, a body that is no JSON and a member of another type have their codes', async () => {
  const target = { 'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.MakeCoffee' };

  expect(await sendRaw(emulator, target)).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } });
  expect(await sendSigned(emulator, { body: '{' })).toMatchObject({ status: 400, body: { __type: 'SerializationException' } });
  expect(await sendSigned(emulator, { body: '{"maxResults":"many"}' })).toMatchObject({ body: { __type: 'SerializationException' } });
});

it('refuses a body over 28 MiB', async () => {
  const response = await fetch(emulator.endpoint, { method: 'POST', body: Buffer.alloc(29 * 1024 ** 2) }).catch(() => undefined);

  expect(response?.status ?? 413).toBe(413);
});
