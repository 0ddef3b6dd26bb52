import { createHash } from 'node:crypto';
import type { Digest } from '@plimsoll/model';
import { assessBase, indexImages, type KnownImage, lineageOf } from '@plimsoll/remediation';
import { plainAssessBase } from '@plimsoll/remediation/testing';

/**
 * How long it takes to judge what the images of a fleet are built on: by the index, and by looking at every image for every image. The
 * latter is timed on some and counted up; both have to say the same. Usage: node bench/lineage.ts [images] [judged the plain way]
 */
const IMAGES = Number(process.argv[2] ?? 20_000);
const PLAIN = Number(process.argv[3] ?? 50);

const fleet = generate(IMAGES);
const options = { now: new Date('2026-11-25T00:00:00Z'), maxAgeDays: 180 };

const { result: known, ms: indexMs } = timed(() => indexImages(fleet));
const { result: judged, ms: judgeMs } = timed(() => fleet.map((image) => assessBase(image, { ...options, known })));
const { ms: graphMs } = timed(() => lineageOf(fleet));
const step = Math.max(1, Math.floor(IMAGES / PLAIN));
const sample = fleet
  .keys()
  .filter((at) => at % step === 0)
  .toArray();
const { result: plain, ms: plainMs } = timed(() => sample.map((at) => plainAssessBase(fleet[at]!, { ...options, known: fleet })));
for (const [index, at] of sample.entries())
  if (JSON.stringify(plain[index]) !== JSON.stringify(judged[at])) throw new Error(`image ${at} is judged in two ways`);

console.table([
  {
    images: IMAGES,
    outdated: judged.filter((one) => one?.outdated === true).length,
    indexMs: Math.round(indexMs),
    judgeAllMs: Math.round(judgeMs),
    graphMs: Math.round(graphMs),
    plainMsPerImage: (plainMs / sample.length).toFixed(1),
    plainAllMs: Math.round((plainMs / sample.length) * IMAGES),
  },
]);

/** Ten distributions, a hundred bases on them, each rebuilt every week for two years; applications of five layers on those. Always the same. */
function generate(count: number): KnownImage[] {
  const images: KnownImage[] = [];
  const bases: KnownImage[] = [];
  for (let week = 0; week < 104; week++) {
    const date = new Date(Date.UTC(2024, 10, 25) + week * 7 * 86_400_000);
    for (let system = 0; system < 10; system++) {
      const os = image(`os/${system}`, `12-${compact(date)}`, [], [`os ${system} ${week}`], date);
      images.push(os);
      for (let runtime = 0; runtime < 10; runtime++) {
        const layers = ['runtime', 'tools'].map((layer) => `${layer} ${system} ${runtime} ${week}`);
        bases.push(image(`platform/${system}-${runtime}`, `20.${week}.0-${compact(date)}`, os.chainIds, layers, date));
      }
    }
  }
  images.push(...bases);
  for (let at = 0; images.length < count; at++) {
    const base = bases[(at * 7919) % bases.length]!;
    const layers = ['user', 'packages', 'source', 'build', 'start'].map((layer) => `${layer} ${at}`);
    images.push(image(`team/app-${at % 500}`, `1.${Math.floor(at / 500)}.0`, base.chainIds, layers, new Date('2026-11-01T00:00:00Z')));
  }
  return images.slice(0, count);
}

function image(repository: string, tag: string, below: readonly Digest[], layers: readonly string[], created: Date): KnownImage {
  const chainIds = [...below, ...layers.map(digestOf)];
  return {
    digest: digestOf(`${repository}:${tag}`),
    tags: [{ repository, tag }],
    formerTags: [],
    chainIds,
    labels: {},
    createdAt: created.toISOString(),
  };
}

function digestOf(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}` as Digest;
}

function compact(date: Date): string {
  return date.toISOString().slice(0, 10).replaceAll('-', '');
}

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}
