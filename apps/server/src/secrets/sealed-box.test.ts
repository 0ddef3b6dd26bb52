import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSealedBox, loadSecretKey } from './sealed-box.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('sealed box', () => {
  const box = createSealedBox(new Uint8Array(32).fill(7));

  it('gives back what was sealed, and never the same bytes twice', () => {
    const sealed = box.seal('wJalrXUtnFEMI', 'connection:1');

    expect(box.open(sealed, 'connection:1')).toBe('wJalrXUtnFEMI');
    expect(Buffer.from(sealed).includes('wJalr')).toBe(false);
    expect(box.seal('wJalrXUtnFEMI', 'connection:1')).not.toEqual(sealed);
  });

  it('opens nothing under another key, for another connection, or after a change', () => {
    const sealed = box.seal('secret', 'connection:1');
    const changed = Uint8Array.from(sealed);
    changed[changed.length - 1]! ^= 1;

    for (const open of [
      () => createSealedBox(new Uint8Array(32).fill(8)).open(sealed, 'connection:1'),
      () => box.open(sealed, 'connection:2'),
      () => box.open(changed, 'connection:1'),
      () => box.open(new Uint8Array(), 'connection:1'),
    ]) {
      expect(open).toThrow(expect.objectContaining({ code: 'SECRET_KEY_INVALID' }));
    }
  });
});

describe('secret key', () => {
  it('is made once, readable by its owner only', async () => {
    const first = await loadSecretKey(undefined, folder);
    const second = await loadSecretKey(undefined, folder);

    expect(second).toEqual(first);
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'secret.key'), 'utf8')).toHaveLength(44);
  });

  it('is read as hex or base64, and refused when it is short', async () => {
    expect(await loadSecretKey('ab'.repeat(32), folder)).toHaveLength(32);
    await expect(loadSecretKey('c2hvcnQ=', folder)).rejects.toMatchObject({ code: 'SECRET_KEY_INVALID' });
  });
});
