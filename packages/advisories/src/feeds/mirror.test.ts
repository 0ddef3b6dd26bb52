import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileServer, startFileServer } from '../testing/file-server.ts';
import { zipOf } from '../testing/zip.ts';
import { openMirror } from './mirror.ts';

let dir: string;
let server: FileServer;

const archive = zipOf({ 'X-1.json': '{}' });
const options = { fetch: globalThis.fetch };

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-mirror-'));
  server = await startFileServer();
});

afterEach(async () => {
  await server.close();
  await rm(dir, { recursive: true });
});

async function location(kind: string): Promise<string> {
  if (kind === 'address') {
    server.files.set('/osv/ecosystems.txt', Buffer.from('Debian\nDebian:12\r\nRocky Linux\n\n'));
    server.files.set('/osv/Rocky Linux/all.zip', archive);
    return `${server.url}/osv/`;
  }
  if (kind === 'zip') {
    const path = join(dir, 'osv.zip');
    await writeFile(path, zipOf({ 'osv/Debian/all.zip': archive, 'osv/Debian:12/all.zip': archive, 'osv/Rocky Linux/all.zip': archive }));
    return path;
  }
  for (const name of ['Debian', 'Debian:12', 'Rocky Linux']) {
    await mkdir(join(dir, 'osv', name), { recursive: true });
    await writeFile(join(dir, 'osv', name, 'all.zip'), archive);
  }
  return join(dir, 'osv');
}

describe.each(['address', 'folder', 'zip'])('a mirror in a %s', (kind) => {
  it('lists base ecosystems and hands out their archives', async () => {
    const mirror = await openMirror(await location(kind));
    const target = join(dir, 'target');

    expect([...(await mirror.ecosystems(dir, options))].toSorted()).toEqual(['Debian', 'Rocky Linux']);
    expect(await mirror.fetchEcosystem('Rocky Linux', target, { ...options, maxBytes: 10_000 })).toHaveProperty('sha256');
    expect(await readFile(target)).toEqual(archive);
    expect(mirror.locate('Rocky Linux')).toMatch(/Rocky(%20| )Linux\/all\.zip$/);
  });

  it('says what it does not have', async () => {
    const mirror = await openMirror(await location(kind));

    await expect(mirror.fetchEcosystem('npm', join(dir, 'target'), { ...options, maxBytes: 10_000 })).rejects.toMatchObject({
      code: 'FEED_UNAVAILABLE',
    });
  });
});

it('does not take a missing path for a mirror', async () => {
  await expect(openMirror(join(dir, 'none'))).rejects.toMatchObject({ code: 'FEED_UNAVAILABLE' });
});
