import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { hasSkopeo, skopeo, temporaryFolder } from '../testing/clients.ts';
import { addImage, sha256 } from '../testing/images.ts';
import { basicAuthorization, hostOf, loginSkopeo } from '../testing/login.ts';

let emulator: Emulator;
let authorization: string;

beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.registry.createRepository('pushed/web');
  await addImage(emulator, 'shop/web', '1');
  authorization = await basicAuthorization(emulator);
});

afterAll(() => emulator.close());

async function call(method: string, path: string, body?: string | ReadableStream, headers: Record<string, string> = {}) {
  const url = `${emulator.endpoint}${path}`;
  return fetch(url, { method, ...(body === undefined ? {} : { body, duplex: 'half' }), headers: { authorization, ...headers } });
}

async function start(): Promise<string> {
  const response = await call('POST', '/v2/pushed/web/blobs/uploads/');
  expect(response.status).toBe(202);
  return response.headers.get('location') ?? '';
}

it('row 19: a chunked body without a length, then the end', async () => {
  const location = await start();
  const stream = new ReadableStream({
    start(controller) {
      for (const text of ['one ', 'two ', 'three']) controller.enqueue(Buffer.from(text));
      controller.close();
    },
  });
  const patched = await call('PATCH', location, stream);
  const ended = await call('PUT', `${location}?digest=${sha256('one two three')}`);

  expect(patched.status).toBe(201);
  expect(patched.headers.get('range')).toBe('0-12');
  expect(ended.status).toBe(201);
  expect(ended.headers.get('docker-content-digest')).toBe(sha256('one two three'));
});

it('row 19: the whole blob in one PUT', async () => {
  const response = await call('PUT', `${await start()}?digest=${sha256('all at once')}`, 'all at once');

  expect(response.status).toBe(201);
  const head = await call('HEAD', `/v2/pushed/web/blobs/${sha256('all at once')}`);
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '11']);
});

it.skipIf(!hasSkopeo)('row 19: skopeo pushes from a dir: and from a docker archive', async () => {
  const folder = temporaryFolder();
  await loginSkopeo(emulator, folder);
  const host = hostOf(emulator);
  for (const local of [`dir:${folder}/dir`, `docker-archive:${folder}/archive.tar`]) {
    const tag = local.split(':')[0];
    const pulled = await skopeo(folder, ['copy', '--src-tls-verify=false', `docker://${host}/shop/web:1`, local]);
    const pushed = await skopeo(folder, ['copy', '--dest-tls-verify=false', local, `docker://${host}/pushed/web:${tag}`]);
    expect([pulled.code, pushed.code, pushed.stderr]).toEqual([0, 0, '']);
  }
});

it('row 20: a blob of another digest is refused', async () => {
  const response = await call('PUT', `${await start()}?digest=sha256:${'1'.repeat(64)}`, 'something else');

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ code: 'DIGEST_INVALID' }] });
});

it('says where an upload stands, and refuses a part out of order', async () => {
  const location = await start();
  await call('PATCH', location, 'abc');
  const status = await call('GET', location);
  const wrong = await call('PATCH', location, 'abc', { 'content-range': '7-9' });

  expect([status.status, status.headers.get('range')]).toEqual([204, '0-2']);
  expect(wrong.status).toBe(416);
  expect((await call('PUT', '/v2/pushed/web/blobs/uploads/none?digest=x')).status).toBe(404);
  expect((await call('PUT', `${await start()}?digest=${sha256('')}`)).status).toBe(400);
});
