import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileServer, startFileServer } from '../testing/file-server.ts';
import { download, type Download, withoutSecrets } from './download.ts';

let dir: string;
let server: FileServer;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-download-'));
  server = await startFileServer();
  server.files.set('/a.json', Buffer.from('hello'));
});

afterEach(async () => {
  await server.close();
  await rm(dir, { recursive: true });
});

const target = (): string => join(dir, 'target');
const get = (location: string, options: object = {}): Promise<Download> =>
  download(location, target(), { maxBytes: 1000, fetch: globalThis.fetch, ...options });

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

it('saves what a server gives, and asks with its validator the next time', async () => {
  const first = await get(`${server.url}/a.json`);

  expect(first).toMatchObject({ sha256: HELLO });
  expect(await readFile(target(), 'utf8')).toBe('hello');
  expect(await get(`${server.url}/a.json`, { validators: first })).toBeUndefined();
  expect(server.log).toEqual(['200 /a.json', '304 /a.json']);
});

it('copies a file', async () => {
  await writeFile(join(dir, 'source'), 'hello');

  expect(await get(join(dir, 'source'))).toEqual({ sha256: HELLO });
});

describe('fails', () => {
  it('if the server does not have it', async () => {
    await expect(get(`${server.url}/b.json?token=secret`)).rejects.toMatchObject({
      code: 'FEED_UNAVAILABLE',
      message: `${server.url}/b.json answers 404`,
    });
  });

  it('if nobody listens', async () => {
    await expect(get('http://127.0.0.1:9/a.json')).rejects.toMatchObject({ code: 'FEED_UNAVAILABLE' });
  });

  it('if there is no such file', async () => {
    await expect(get(join(dir, 'none'))).rejects.toMatchObject({ code: 'FEED_UNAVAILABLE' });
  });

  it('if it is larger than allowed', async () => {
    await expect(get(`${server.url}/a.json`, { maxBytes: 4 })).rejects.toMatchObject({ code: 'FEED_INVALID' });
  });

  it('if it is cancelled', async () => {
    await expect(get(`${server.url}/a.json`, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

it.each`
  location                              | shown
  ${'https://u:p@example.test/x?key=1'} | ${'https://example.test/x'}
  ${'/a/b'}                             | ${'/a/b'}
`('shows $location as $shown', ({ location, shown }) => {
  expect(withoutSecrets(location)).toBe(shown);
});
