import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import { buildArtifact, buildImage, buildIndex, buildProvenance, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, expect, it } from 'vitest';
import { openOciLayout } from './oci-layout.ts';
import { openImage } from './open-image.ts';
import { type Provenance, readProvenance } from './read-provenance.ts';
import type { ImageSource } from './source.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const image = buildImage({ layers: [{ files: { a: '1' } }] });
const arm64 = buildImage({ layers: [{ files: { a: '2' } }], platform: 'linux/arm64' });
const node = { uri: 'pkg:docker/node@20', digest: `sha256:${'b'.repeat(64)}` };
type Child = Parameters<typeof buildIndex>[0]['manifests'][number];

let count = 0;
async function read(
  attestations: readonly Child[],
  change: (source: ImageSource) => ImageSource = (source) => source,
): Promise<Provenance> {
  const index = buildIndex({ manifests: [{ image }, { image: arm64 }, ...attestations] });
  const path = join(directory, `${count++}`);
  writeOciLayout(path, { app: index });
  const source = await openOciLayout(path);
  const opened = await openImage(source, { platform: 'linux/amd64' });
  const provenance = await readProvenance(change(source), opened, opened.attestations);
  await source.close();
  return provenance;
}

it.each(['v0.2', 'v1'] as const)('reads what BuildKit put beside the image: SLSA %s', async (version) => {
  const found = await read([
    buildProvenance({ image: arm64, version, materials: [{ ...node, digest: `sha256:${'c'.repeat(64)}` }] }),
    buildProvenance({ image, version, materials: [node] }),
  ]);

  expect(found).toEqual({ materials: [{ name: 'node:20', digest: node.digest }], problems: [] });
});

it('finds nothing where nothing is', async () => {
  const sbom = buildProvenance({ image, version: 'v1', materials: [] });
  const other = buildArtifact({ layers: [{ mediaType: 'application/vnd.in-toto+json', content: 'x' }] });

  expect(await read([])).toEqual({ materials: [], problems: [] });
  expect(await read([{ ...sbom, image: other }])).toEqual({ materials: [], problems: [] });
  expect(await read([{ ...sbom, image: buildIndex({ manifests: [{ image: arm64 }] }) }])).toEqual({ materials: [], problems: [] });
});

it('makes a problem of what cannot be read, and reads the rest', async () => {
  const good = buildProvenance({ image, version: 'v1', materials: [node] });
  const found = await read([
    buildProvenance({ image, version: 'v1', materials: [], content: '{"predicateType":' }),
    { ...buildProvenance({ image, version: 'v0.2', materials: [] }), missing: true },
    good,
  ]);

  expect(found.materials).toHaveLength(1);
  expect(found.problems.map(({ code }) => code)).toEqual(['MALFORMED_PROVENANCE', 'IMAGE_NOT_FOUND']);
  expect(found.problems[0]?.message).toContain(image.manifest.digest);
});

it('reads no blob that is larger than any provenance, and no number of them', async () => {
  const large = buildProvenance({ image, version: 'v1', materials: [], content: ' '.repeat(9_000_000) });
  const many = Array.from({ length: 20 }, (_, index) => buildProvenance({ image, version: 'v1', materials: [], content: `${index}` }));

  expect((await read([large])).problems).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
  expect((await read(many)).problems).toHaveLength(5);
});

it('throws what a registry that does not answer throws', async () => {
  const attestation = buildProvenance({ image, version: 'v1', materials: [node] });
  const failing = (source: ImageSource): ImageSource => ({
    ...source,
    fetchManifest: () => Promise.reject(new PlimsollError('THROTTLED', 'slow down')),
  });

  await expect(read([attestation], failing)).rejects.toMatchObject({ code: 'THROTTLED' });
});
