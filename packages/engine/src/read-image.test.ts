import type { Problem } from '@plimsoll/model';
import { type BuiltImage, buildImage } from '@plimsoll/testkit';
import { describe, expect, it } from 'vitest';
import type { LayerCache } from './layer-cache.ts';
import { readImage, type ReadProgress } from './read-image.ts';
import { sourceOf } from './testing/built-source.ts';

const packageJson = (name: string): string => JSON.stringify({ name, version: '1.0.0' });

const image = buildImage({
  layers: ['a', 'b', 'c'].map((name) => ({ files: { [`srv/${name}/node_modules/${name}/package.json`]: packageJson(name) } })),
});

function memoryCache(): LayerCache & { readonly entries: Map<string, Uint8Array> } {
  const entries = new Map<string, Uint8Array>();
  return { entries, get: (key) => Promise.resolve(entries.get(key)), set: async (key, value) => void entries.set(key, value) };
}

async function namesIn(result: ReturnType<typeof readImage>): Promise<string[]> {
  return (await result).inventory.sets.flatMap(({ set }) => set.members.map((member) => member.package.name));
}

/** The layer with one bit flipped, or its first half. */
function damage({ layers }: BuiltImage, index: number, kind: 'flipped' | 'truncated'): [string, Uint8Array] {
  const { digest, bytes } = layers[index]!;
  if (kind === 'truncated') return [digest, bytes.subarray(0, bytes.length / 2)];
  const flipped = Buffer.from(bytes);
  flipped[flipped.length - 10]! ^= 1;
  return [digest, flipped];
}

describe('with a cache', () => {
  it('fetches nothing but the configuration the second time', async () => {
    const cache = memoryCache();
    await readImage(sourceOf(image), { cache });
    const source = sourceOf(image);
    const progress: ReadProgress[] = [];

    const names = await namesIn(readImage(source, { cache, onProgress: (step) => progress.push(step) }));

    expect(names).toEqual(['a', 'b', 'c']);
    expect(source.fetched).toEqual([image.config.digest]);
    expect(progress.at(-1)).toMatchObject({ layersDone: 3, layers: 3, bytesCached: progress[0]!.bytes, bytesDone: progress[0]!.bytes });
  });

  it('reads a layer again whose entry is damaged', async () => {
    const cache = memoryCache();
    await readImage(sourceOf(image), { cache });
    for (const [key, value] of cache.entries) {
      if (!key.includes(image.layers[1]!.digest.slice('sha256:'.length))) continue;
      const flipped = Buffer.from(value);
      flipped[20]! ^= 1;
      cache.entries.set(key, flipped);
    }
    const source = sourceOf(image);

    const names = await namesIn(readImage(source, { cache }));

    expect(names).toEqual(['a', 'b', 'c']);
    expect(source.fetched).toEqual([image.config.digest, image.layers[1]!.digest]);
  });

  it('reads a layer once that two want at the same time', async () => {
    const cache = memoryCache();
    let queue: Promise<unknown> = Promise.resolve();
    const exclusively = <T>(_: string, work: () => Promise<T>): Promise<T> => {
      const result = queue.then(work);
      queue = result.catch(() => undefined);
      return result;
    };
    const source = sourceOf(image);

    const [one, other] = await Promise.all([1, 2].map(() => namesIn(readImage(source, { cache: { ...cache, exclusively } }))));

    expect(one).toEqual(other);
    expect(source.fetched.filter((digest) => digest !== image.config.digest)).toHaveLength(3);
  });
});

describe('a layer that cannot be read', () => {
  it.each([
    ['flipped', 'DIGEST_MISMATCH'],
    ['truncated', 'TRUNCATED'],
  ] as const)('%s: is a problem, and the others are read', async (kind, code) => {
    const source = sourceOf(image);
    source.damaged.set(...damage(image, 1, kind));

    const { inventory } = await readImage(source);

    expect(inventory.sets.map(({ layer }) => layer)).toEqual([0, 2]);
    expect(inventory.coverage).toBe('partial');
    expect(inventory.problems).toEqual<Problem[]>([{ code, message: expect.stringMatching(/^layer 2 of 3: /) as string }]);
  });

  it('is an error if no layer could be read', async () => {
    const source = sourceOf(image);
    for (const index of [0, 1, 2]) source.damaged.set(...damage(image, index, 'flipped'));

    await expect(readImage(source)).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
  });

  it('is tried once more where a network lies between', async () => {
    const source = sourceOf(image, { mayDiffer: true });
    source.damaged.set(...damage(image, 1, 'flipped'));
    const openBlob = source.openBlob.bind(source);
    const [, layer] = image.layers;
    source.openBlob = async (blob, options) => {
      const stream = await openBlob(blob, options);
      if (blob.digest === layer!.digest) source.damaged.delete(blob.digest);
      return stream;
    };

    const { inventory } = await readImage(source);

    expect(inventory.coverage).toBe('complete');
    expect(source.fetched.filter((digest) => digest === layer!.digest)).toHaveLength(2);
  });

  it('is not kept', async () => {
    const cache = memoryCache();
    const source = sourceOf(image);
    source.damaged.set(...damage(image, 1, 'flipped'));

    await readImage(source, { cache });

    expect(cache.entries.size).toBe(2);
  });
});

it('can be cancelled before and while it reads', async () => {
  const stop = new AbortController();
  const source = sourceOf(image);

  const reading = readImage(source, { signal: stop.signal, onProgress: () => stop.abort() });

  await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(readImage(source, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
});
