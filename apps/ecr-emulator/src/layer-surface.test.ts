import { GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from './emulator.ts';
import { hasCurl, run, sdk, temporaryFolder } from './testing/clients.ts';
import { addImage, type TestImage } from './testing/images.ts';

let emulator: Emulator;
let image: TestImage;

beforeAll(async () => {
  emulator = await startEmulator();
  image = await addImage(emulator, 'shop/web', '1');
});

afterAll(() => emulator.close());

async function urlOf(layerDigest: string = image.layerDigest): Promise<string> {
  const { downloadUrl } = await sdk(emulator).send(new GetDownloadUrlForLayerCommand({ repositoryName: 'shop/web', layerDigest }));
  return downloadUrl ?? '';
}

describe('row 27: layers from another host', () => {
  it('row 27: the URL is on another host name, presigned for an hour, and gives the bytes', async () => {
    const url = new URL(await urlOf());
    const response = await fetch(url);

    expect([url.hostname, new URL(emulator.endpoint).hostname]).toEqual(['localhost', '127.0.0.1']);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('3600');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(image.layer.byteLength));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(image.layer);
  });

  it('row 27: the config is a layer too', async () => {
    const response = await fetch(await urlOf(image.configDigest));

    expect(await response.text()).toBe(image.config.toString());
  });

  const size = () => image.layer.byteLength;
  it.each([
    ['bytes=0-0', () => [0, 1]],
    ['bytes=5-', () => [5, size()]],
    ['bytes=-3', () => [size() - 3, size()]],
    ['bytes=10-99999', () => [10, size()]],
  ])('row 27: range %s', async (range, bounds) => {
    const [start = 0, end = 0] = bounds();
    const response = await fetch(await urlOf(), { headers: { range } });

    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${size()}`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(image.layer.subarray(start, end));
  });

  it.each(['bytes=0-1,4-5', 'bytes=5-2', 'lines=1-2', 'bytes=-'])('row 27: range %s is ignored', async (range) => {
    expect((await fetch(await urlOf(), { headers: { range } })).status).toBe(200);
  });

  it('row 27: a range behind the end is 416 InvalidRange', async () => {
    const response = await fetch(await urlOf(), { headers: { range: 'bytes=999999-' } });

    expect(response.status).toBe(416);
    expect(await response.text()).toContain('<Code>InvalidRange</Code>');
  });

  it('row 27: it expires by the clock, in XML', async () => {
    const url = await urlOf();
    emulator.clock.advance(3_600_000);
    const response = await fetch(url);
    const text = await response.text();
    emulator.clock.advance(-3_600_000);

    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toBe('application/xml');
    expect(text).toMatch(
      /<Error><Code>AccessDenied<\/Code><Message>Request has expired<\/Message><X-Amz-Expires>3600<\/X-Amz-Expires><Expires>.*<\/Expires><ServerTime>/,
    );
    expect((await fetch(url)).status).toBe(200);
  });

  it('row 27: GET only, on its own host, unchanged, and without Authorization', async () => {
    const url = await urlOf();
    const status = async (input: string, init: RequestInit = {}) => (await fetch(input, init)).status;

    expect(await status(url, { method: 'HEAD' })).toBe(403);
    expect(await status(url.replace('localhost', '127.0.0.1'))).toBe(403);
    expect(await status(url.replace('X-Amz-Expires=3600', 'X-Amz-Expires=36000'))).toBe(403);
    expect(await status(url.split('?')[0] ?? '')).toBe(403);
    const both = await fetch(url, { headers: { authorization: 'Basic QVdTOng=' } });
    expect([both.status, await both.text()]).toEqual([400, expect.stringContaining('<Code>InvalidArgument</Code>')]);
  });

  it.skipIf(!hasCurl)('row 27: curl gets a range, and resumes', async () => {
    const file = join(temporaryFolder(), 'layer');
    const url = await urlOf();
    expect(await run('curl', ['-s', '-r', '0-9', '-o', file, url], {})).toMatchObject({ code: 0 });
    expect(await run('curl', ['-s', '-C', '-', '-o', file, url], {})).toMatchObject({ code: 0 });

    expect(readFileSync(file)).toEqual(image.layer);
  });
});

it('answers on both loopback addresses that localhost may mean', async () => {
  const url = new URL(await urlOf());
  const statusAt = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const options = { host, port: emulator.port, path: `${url.pathname}${url.search}`, headers: { host: url.host } };
      request(options, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });

  expect(await statusAt('127.0.0.1')).toBe(200);
  const second = await statusAt('::1').catch((error: NodeJS.ErrnoException) => error.code);
  expect([200, 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ECONNREFUSED']).toContain(second);
});
