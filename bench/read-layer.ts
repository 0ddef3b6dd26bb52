import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { digestOf, readLayer } from '@plimsoll/image';
import { type TarEntry, writeTar } from '@plimsoll/testkit';

/**
 * How fast a layer is read, against `gzip -dc | tar t` on the same bytes in the same run. The two take turns, and the best of each counts.
 * Usage: node bench/read-layer.ts [rounds]
 */
const ROUNDS = Number(process.argv[2] ?? 5);

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
try {
  console.table([...(await measure('5,000 files, 120 MB', 5_000, 24_000)), ...(await measure('200,000 small files', 200_000, 100))]);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function measure(name: string, fileCount: number, fileBytes: number): Promise<object[]> {
  const tar = writeTar(entries(fileCount, fileBytes));
  const rows: object[] = [];
  for (const [compression, stored] of [
    ['gzip', gzipSync(tar)],
    ['zstd', zstdCompressSync(tar)],
    ['none', tar],
  ] as const) {
    const file = join(directory, `layer.${compression}`);
    writeFileSync(file, stored);
    const layer = { digest: digestOf(stored), diffId: digestOf(tar), sizeBytes: statSync(file).size };
    const command = { gzip: `gzip -dc ${file} | tar t`, zstd: `zstd -dcq ${file} | tar t`, none: `tar tf ${file}` }[compression];
    let ours = Infinity;
    let theirs = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      theirs = Math.min(theirs, await timed(() => execFileSync('sh', ['-c', `${command} > /dev/null`])));
      ours = Math.min(
        ours,
        await timed(async () => {
          const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
          const tree = await readLayer(stream, layer, { matches: (path) => path.endsWith('package.json'), onFile: () => {} });
          if (tree.problems.length > 0) throw new Error(tree.problems[0]!.message);
        }),
      );
    }
    rows.push({
      layer: name,
      compression,
      MB: Math.round(tar.length / 1e6),
      command,
      theirsMs: Math.round(theirs),
      oursMs: Math.round(ours),
      ratio: (ours / theirs).toFixed(2),
    });
  }
  return rows;
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Text and binary in turn, a wanted file in a hundred. Always the same. */
function* entries(count: number, bytes: number): Iterable<TarEntry> {
  let state = 1;
  for (let i = 0; i < count; i++) {
    const content = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; at++) {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      content[at] = i % 2 === 0 ? 97 + ((state >> 16) % 6) : (state >> 16) & 0xff;
    }
    yield { path: `srv/app/node_modules/package-${i}/${i % 100 === 0 ? 'package.json' : 'index.js'}`, content };
  }
}
