import { DescribeRepositoriesCommand, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from './emulator.ts';
import { createFaultPlan, type Fault, faults } from './faults.ts';
import { sdk } from './testing/clients.ts';
import { addImage, type TestImage } from './testing/images.ts';

let emulator: Emulator;
let image: TestImage;

beforeAll(async () => {
  emulator = await startEmulator();
  image = await addImage(emulator, 'shop/web', '1');
});

afterEach(() => emulator.faults.clear());

afterAll(() => emulator.close());

const list = new DescribeRepositoriesCommand({});

describe('row 34: faults of the API', () => {
  const failing = (fault: Fault) => {
    emulator.faults.add({ operation: 'DescribeRepositories', times: 9, fault });
    return sdk(emulator, { maxAttempts: 1 }).send(list);
  };

  it('row 34: 500', async () => {
    await expect(failing(faults.serverError())).rejects.toMatchObject({ name: 'ServerException', $metadata: { httpStatusCode: 500 } });
  });

  it('row 34: 503 in JSON', async () => {
    await expect(failing(faults.unavailable('json'))).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  });

  it('row 34: 503 in HTML surfaces as SyntaxError', async () => {
    await expect(failing(faults.unavailable('html'))).rejects.toMatchObject({ name: 'SyntaxError', $metadata: { httpStatusCode: 503 } });
  });

  it.each(['before-headers', 'after-headers'] as const)('row 34: reset %s', async (when) => {
    await expect(failing(faults.reset(when))).rejects.toThrow(/ECONNRESET|aborted|socket hang up/);
  });

  it('row 34: the SDK gets over two faults by itself, and the log names them', async () => {
    emulator.faults.add({ operation: 'DescribeRepositories', times: 2, fault: faults.serverError() });
    const { $metadata } = await sdk(emulator).send(list);

    expect($metadata.attempts).toBe(3);
    expect(emulator.requests.slice(-3).map(({ fault }) => fault)).toEqual(['server error', 'server error', undefined]);
  });

  it('row 34: STS has faults too', async () => {
    emulator.faults.add({ operation: 'sts/AssumeRole', fault: faults.reset('before-headers') });
    const sts = new STSClient({ endpoint: emulator.endpoint, region: emulator.region, credentials: emulator.keys, maxAttempts: 1 });
    const assume = new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::123456789012:role/none', RoleSessionName: 'xx' });

    await expect(sts.send(assume)).rejects.toThrow(/ECONNRESET|socket hang up/);
    await expect(sts.send(assume)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('row 34: faults of layer downloads', () => {
  const download = async (fault: Fault, init: RequestInit = {}) => {
    const layer = { repositoryName: 'shop/web', layerDigest: image.layerDigest };
    const { downloadUrl = '' } = await sdk(emulator).send(new GetDownloadUrlForLayerCommand(layer));
    emulator.faults.add({ operation: 'layers/get', fault });
    return fetch(downloadUrl, init);
  };
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  it('row 34: stall: some bytes, then nothing', async () => {
    const abort = new AbortController();
    const response = await download(faults.stall(10), { signal: abort.signal });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    const second = await Promise.race([reader?.read(), new Promise((resolve) => setTimeout(resolve, 150, 'nothing'))]);
    abort.abort();

    expect(first?.value?.byteLength).toBe(10);
    expect(second).toBe('nothing');
  });

  it('row 34: slow drip: all bytes, later', async () => {
    const startedAt = performance.now();
    const bytes = await bytesOf(await download(faults.drip(20, 20)));

    expect(bytes).toEqual(image.layer);
    expect(performance.now() - startedAt).toBeGreaterThan((image.layer.byteLength / 20) * 15);
  });

  it('row 34: truncation is noticed by the Content-Length', async () => {
    const response = await download(faults.truncate(10));

    expect(response.headers.get('content-length')).toBe(String(image.layer.byteLength));
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
  });

  it('row 34: a shorter body, and one with extra bytes, end properly', async () => {
    expect(await bytesOf(await download(faults.shorten(10)))).toEqual(image.layer.subarray(0, 10));
    expect((await bytesOf(await download(faults.extraBytes(3)))).byteLength).toBe(image.layer.byteLength + 3);
  });

  it('row 34: one flipped bit', async () => {
    const bytes = await bytesOf(await download(faults.flipBit(7)));
    const differing = [...bytes.keys()].filter((i) => bytes[i] !== image.layer[i]);

    expect(differing).toEqual([7]);
    expect(bytes.byteLength).toBe(image.layer.byteLength);
  });

  it('row 34: a Content-Length that is too large', async () => {
    const response = await download(faults.wrongContentLength(5));

    expect(response.headers.get('content-length')).toBe(String(image.layer.byteLength + 5));
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
  });

  it('row 34: 200 to a Range', async () => {
    const response = await download(faults.ignoreRange(), { headers: { range: 'bytes=5-' } });

    expect(response.status).toBe(200);
    expect(await bytesOf(response)).toEqual(image.layer);
  });

  it('row 34: another ETag, and SlowDown', async () => {
    const etag = async (fault: Fault) => (await download(fault)).headers.get('etag');

    expect(await etag(faults.changeEtag())).not.toBe(await etag(faults.changeEtag()));
    const slow = await download(faults.slowDown());
    expect([slow.status, await slow.text()]).toEqual([503, expect.stringContaining('<Code>SlowDown</Code>')]);
  });
});

it('hits the calls from the nth on, as often as it says', () => {
  const plan = createFaultPlan();
  plan.add({ operation: 'X', from: 2, times: 2, fault: faults.serverError() });
  const hits = [1, 2, 3, 4].map(() => plan.take('X')?.name);
  plan.clear();

  expect(hits).toEqual([undefined, 'server error', 'server error', undefined]);
  expect(plan.take('X')).toBeUndefined();
});
