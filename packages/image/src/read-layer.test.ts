import { Readable } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { type Digest, parseDigest } from '@plimsoll/model';
import { blobOf, type TarEntry, tarHeader, withChecksum, writeTar } from '@plimsoll/testkit';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from './limits.ts';
import { digestOf } from './read-blob.ts';
import { readLayer, type ReadLayerOptions } from './read-layer.ts';
import type { LayerTree } from './source.ts';

const FILES: readonly TarEntry[] = [
  { path: 'lib', type: 'symlink', target: 'usr/lib' },
  { path: 'usr/', type: 'directory' },
  { path: 'usr/lib/', type: 'directory' },
  { path: 'usr/lib/os-release', content: 'ID=debian\n' },
  { path: 'usr/share/doc/a/long/way/down', content: 'x'.repeat(2000) },
  { path: 'var/lib/dpkg/status', content: 'Package: a\n'.repeat(500), mode: 0o4755 },
];

describe('readLayer', () => {
  it.each([
    ['plain', writeTar(FILES)],
    ['gzip', gzipSync(writeTar(FILES))],
    ['zstd', zstdCompressSync(writeTar(FILES))],
    ['gzip of several members', Buffer.concat([gzipSync(writeTar(FILES).subarray(0, 1000)), gzipSync(writeTar(FILES).subarray(1000))])],
    [
      'zstd of several frames',
      Buffer.concat([
        zstdCompressSync(writeTar(FILES).subarray(0, 1000)),
        skippableFrame(),
        zstdCompressSync(writeTar(FILES).subarray(1000)),
        skippableFrame(),
      ]),
    ],
    ['zstd after a skippable frame', Buffer.concat([skippableFrame(), zstdCompressSync(writeTar(FILES))])],
  ])('reads %s, in chunks of any size', async (_, stored) => {
    for (const chunkBytes of [1, 100, 513, 1 << 20]) {
      const { files, tree } = await read(stored, { diffId: digestOf(writeTar(FILES)), chunkBytes });

      expect(Object.fromEntries(files)).toEqual({ 'usr/lib/os-release': 'ID=debian\n', 'var/lib/dpkg/status': 'Package: a\n'.repeat(500) });
      expect(tree).toMatchObject({ symlinks: { lib: 'usr/lib' }, entries: 6, problems: [], diffId: digestOf(writeTar(FILES)) });
    }
  });

  it('tells mode, size and digest of a file', async () => {
    const entries: unknown[] = [];

    await read(writeTar(FILES), { onFile: ({ path, mode, sizeBytes, digest }) => void entries.push({ path, mode, sizeBytes, digest }) });

    expect(entries[1]).toEqual({
      path: 'var/lib/dpkg/status',
      mode: 0o4755,
      sizeBytes: 5500,
      digest: digestOf(Buffer.from('Package: a\n'.repeat(500))),
    });
  });

  it('keeps files over the memory limit out of memory', async () => {
    const content = Buffer.alloc(3_000_000, 'abc');
    const seen: string[] = [];

    await read(writeTar([{ path: 'status', content }]), {
      limits: { ...defaultLimits, memoryFileBytes: 1000 },
      onFile: (entry) => {
        expect(() => entry.bytes()).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
        expect(entry.digest).toBe(digestOf(content));
        expect(Buffer.from(entry.read(2_999_998, 100)).toString()).toBe('bc');
        seen.push(Buffer.from(entry.read(3, 4)).toString());
      },
    });

    expect(seen).toEqual(['abca']);
  });

  it('asks sniff with the first 64 bytes, whatever the chunks', async () => {
    const heads: string[] = [];
    const tar = writeTar([
      { path: 'a/status', content: 'A'.repeat(1000) },
      { path: 'b/status', content: 'B' },
      { path: 'c/status', content: '' },
    ]);

    const { files, tree } = await read(tar, {
      chunkBytes: 30,
      sniff: (path, head) => {
        heads.push(Buffer.from(head).toString());
        return path !== 'a/status';
      },
    });

    expect(heads).toEqual(['A'.repeat(64), 'B', '']);
    expect([...files.keys()]).toEqual(['b/status', 'c/status']);
    expect(tree.shadows).toContain('a/status');
  });

  it('collects whiteouts by the exact start of the name', async () => {
    const tar = writeTar(
      ['etc/.wh.gone', 'opt/.wh..wh..opq', '.wh.root', 'etc/xwhy', 'etc/x.wh.y', '.wh..wh.plnk/1', 'a/.wh..wh.aufs'].map((path) => ({
        path,
      })),
    );

    const { tree } = await read(tar);

    expect(tree.whiteouts).toEqual(['etc/gone', 'root']);
    expect(tree.opaques).toEqual(['opt']);
    expect(tree.shadows).toEqual(['etc/xwhy', 'etc/x.wh.y']);
  });

  it('keeps hard links to wanted files, and says when the content went by under another name', async () => {
    const tar = writeTar([
      { path: 'status', content: 'x' },
      { path: 'deep/down/in/there', type: 'hardlink', target: './status' },
      { path: 'other', content: 'y' },
      { path: 'b/status', type: 'hardlink', target: 'other' },
    ]);

    const { tree } = await read(tar);

    expect(tree.hardLinks).toEqual({ 'deep/down/in/there': 'status', 'b/status': 'other' });
    expect(tree.problems).toMatchObject([{ code: 'UNSUPPORTED_FORMAT', path: 'b/status' }]);
  });

  it('reports progress and stops when it is told to', async () => {
    let count = 0;
    const controller = new AbortController();
    const tar = writeTar(FILES);

    await read(tar, { chunkBytes: 1000, onBytes: (bytes) => void (count += bytes) });
    controller.abort();

    expect(count).toBe(tar.length);
    await expect(read(tar, { signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('passes on what onFile throws', async () => {
    const onFile = (): never => {
      throw new RangeError('a bug');
    };

    await expect(read(gzipSync(writeTar(FILES)), { onFile })).rejects.toThrow(RangeError);
  });
});

describe('readLayer of a blob that is not the one asked for', () => {
  const stored = gzipSync(writeTar(FILES));

  it.each([
    ['TRUNCATED', stored.subarray(0, -1)],
    ['SIZE_MISMATCH', Buffer.concat([stored, Buffer.from('x')])],
    ['DIGEST_MISMATCH', Buffer.concat([stored.subarray(0, -1), Buffer.from('x')])],
    ['TRUNCATED', Buffer.alloc(0)],
  ])('refuses it: %s', async (code, bytes) => {
    const expected = { digest: digestOf(stored), sizeBytes: stored.length, diffId: digestOf(writeTar(FILES)) };

    const reading = readLayer(Readable.from([bytes]), expected, { matches, onFile: () => {} });

    await expect(reading).rejects.toMatchObject({ code });
  });
});

describe('readLayer of a hostile layer', () => {
  const LONG_NAME = 'n'.repeat(500_000);

  it('reports a diff id that does not fit', async () => {
    const { tree } = await read(writeTar(FILES), { diffId: digestOf(Buffer.from('other')) });

    expect(tree.problems).toMatchObject([{ code: 'DIGEST_MISMATCH' }]);
  });

  it('passes over names that lead out, and normalises the others', async () => {
    const tar = writeTar(['../status', '/abs/status', './a/../b//status', 'a/../../status', '/'].map((path) => ({ path, content: 'x' })));

    const { files, tree } = await read(tar);

    expect([...files.keys()]).toEqual(['abs/status', 'b/status']);
    expect(tree.problems.map((problem) => problem.code)).toEqual(['UNSAFE_PATH', 'UNSAFE_PATH']);
  });

  it.each([
    ['pax', writeTar([{ path: LONG_NAME }, { path: 'status', content: 'x' }])],
    [
      'GNU',
      Buffer.concat([
        tarHeader({ path: '././@LongLink', typeFlag: 'L', sizeBytes: 500_000 }),
        Buffer.alloc(500_224, LONG_NAME),
        writeTar([{ path: 'cut' }, { path: 'status', content: 'x' }]),
      ]),
    ],
  ])('passes over a %s name of 500,000 characters', async (_, tar) => {
    const { files, tree } = await read(tar);

    expect([...files.keys()]).toEqual(['status']);
    expect(tree.problems).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
  });

  it('stops at a wrong checksum, with what came before', async () => {
    const good = writeTar([{ path: 'status', content: 'x' }]).subarray(0, 1024);
    const bad = writeTar([{ path: 'b/status', content: 'x' }]);
    bad[0] = bad[0]! + 1;

    const { files, tree } = await read(Buffer.concat([good, bad]));

    expect([...files.keys()]).toEqual(['status']);
    expect(tree.problems).toMatchObject([{ code: 'CORRUPT_ARCHIVE' }]);
    expect(tree.diffId).toBe(digestOf(Buffer.concat([good, bad])));
  });

  it.each([
    ['a length past the end', '999 path=x\n'],
    ['a length that overflows', '99999999999999999999 path=x\n'],
    ['a length of nothing', '0 path=x\n'],
    ['no length', 'path=x\n'],
    ['a size that is none', '13 size=-1x\n'],
    ['a size past 2^53', '30 size=99999999999999999999\n'],
  ])('stops at a pax record with %s', async (_, record) => {
    const content = Buffer.alloc(512, record.padEnd(512, '\0'));
    const tar = Buffer.concat([
      tarHeader({ path: 'pax', typeFlag: 'x', sizeBytes: record.length }),
      content,
      writeTar([{ path: 'status' }]),
    ]);

    const { tree } = await read(tar);

    expect(tree.problems).toMatchObject([{ code: 'CORRUPT_ARCHIVE' }]);
  });

  it('stops at an extended header without measure', async () => {
    const { tree } = await read(Buffer.concat([tarHeader({ path: 'pax', typeFlag: 'x', sizeBytes: 2 ** 31 }), Buffer.alloc(10_000)]));

    expect(tree.problems).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
  });

  it('says that an archive is cut off, and where a compressed stream breaks', async () => {
    const tar = writeTar(FILES);
    const cut = await read(tar.subarray(0, tar.length - 2048));
    const broken = await read(gzipSync(tar).subarray(0, -20));

    expect(cut.tree.problems).toMatchObject([{ code: 'TRUNCATED' }]);
    expect(cut.files.has('usr/lib/os-release')).toBe(true);
    expect(broken.tree.problems).toMatchObject([{ code: 'CORRUPT_ARCHIVE' }]);
    expect(broken.tree.diffId).toBeUndefined();
  });

  it('reads archives without an end marker and without padding', async () => {
    const tar = writeTar([{ path: 'status', content: 'x' }]).subarray(0, 513);

    const { files, tree } = await read(tar);

    expect(files.get('status')).toBe('x');
    expect(tree.problems).toEqual([]);
  });

  it.each([['gzip' as const], ['zstd' as const]])('ends a %s bomb early', async (compression) => {
    const bomb = Buffer.concat([tarHeader({ path: 'status', typeFlag: '0', sizeBytes: 400_000_000 }), Buffer.alloc(400_000_000)]);
    const stored = compression === 'gzip' ? gzipSync(bomb) : zstdCompressSync(bomb);

    const { files, tree } = await read(stored);

    expect(files.size).toBe(0);
    expect(tree.problems).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
    expect(tree.unpackedBytes).toBeLessThan(100_000_000);
  });

  it.each([
    ['entries', { entries: 3 }],
    ['layerBytes', { layerBytes: 2048 }],
  ])('stops at the limit of %s', async (_, limits) => {
    const { tree } = await read(writeTar(FILES), { limits: { ...defaultLimits, ...limits } });

    expect(tree.problems).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
  });

  it('passes over a file that is too large', async () => {
    const tar = writeTar([
      { path: 'status', content: 'x'.repeat(100) },
      { path: 'b/status', content: 'y' },
    ]);

    const { files, tree } = await read(tar, { limits: { ...defaultLimits, fileBytes: 50 } });

    expect([...files.keys()]).toEqual(['b/status']);
    expect(tree.problems).toMatchObject([{ code: 'LIMIT_EXCEEDED', path: 'status' }]);
  });

  it('does not read sparse files, and finds what follows them', async () => {
    const header = Buffer.from(tarHeader({ path: 'status', typeFlag: 'S', sizeBytes: 512 }));
    header[482] = 1;
    const map = Buffer.alloc(1024);
    map[504] = 1;
    const tar = Buffer.concat([withChecksum(header), map, Buffer.alloc(512, 'x'), writeTar([{ path: 'b/status', content: 'y' }])]);

    const { files, tree } = await read(tar);

    expect([...files.keys()]).toEqual(['b/status']);
    expect(tree.problems).toMatchObject([{ code: 'UNSUPPORTED_FORMAT', path: 'status' }]);
  });

  it('leaves links that lead nowhere or in circles to whoever resolves them', async () => {
    const { tree } = await read(
      writeTar([
        { path: 'a', type: 'symlink', target: 'b' },
        { path: 'b', type: 'symlink', target: 'a' },
        { path: 'status', type: 'hardlink', target: '../../etc/passwd' },
      ]),
    );

    expect(tree.symlinks).toEqual({ a: 'b', b: 'a' });
    expect(tree.problems).toMatchObject([{ code: 'UNSAFE_PATH', path: 'status' }]);
  });

  it('reads the empty layers that clients write', async () => {
    const zeros = new Uint8Array(1024);

    expect((await read(gzipSync(zeros), { diffId: digestOf(zeros) })).tree).toMatchObject({ entries: 0, problems: [] });
    expect((await read(new Uint8Array())).tree).toMatchObject({ entries: 0, problems: [] });
  });
});

function matches(path: string): boolean {
  return path.endsWith('status') || path.endsWith('os-release');
}

type ReadOptions = Partial<ReadLayerOptions> & { diffId?: Digest; chunkBytes?: number };

async function read(stored: Uint8Array, options: ReadOptions = {}): Promise<{ files: Map<string, string>; tree: LayerTree }> {
  const files = new Map<string, string>();
  const { chunkBytes = 1 << 16, diffId = diffIdOf(stored), ...rest } = options;
  const chunks = Array.from({ length: Math.ceil(stored.length / chunkBytes) }, (_, i) =>
    Buffer.from(stored.subarray(i * chunkBytes, (i + 1) * chunkBytes)),
  );
  const tree = await readLayer(
    Readable.from(chunks),
    { digest: digestOf(stored), sizeBytes: stored.length, diffId },
    {
      matches,
      onFile: (entry) => void files.set(entry.path, Buffer.from(entry.bytes()).toString()),
      ...rest,
    },
  );
  return { files, tree };
}

/** Right for plain tars; the tests of compressed ones say theirs, or expect no problem of it. */
function diffIdOf(stored: Uint8Array): Digest {
  return parseDigest(blobOf('', stored).digest);
}

/** What zstd:chunked keeps its table of contents in. @see https://www.rfc-editor.org/rfc/rfc8878#name-skippable-frames */
function skippableFrame(): Uint8Array {
  return Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
}
