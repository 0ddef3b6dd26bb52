import { expect, it } from 'vitest';
import { buildArtifact, buildImage, buildIndex } from './image-builder.ts';

const base = buildImage({ layers: [{ files: { 'etc/os-release': 'ID=debian\n' } }], config: { User: 'root', Env: ['A=1'] } });

it('builds the same digests from the same files', () => {
  const again = buildImage({ layers: [{ files: { 'etc/os-release': 'ID=debian\n' } }], config: { User: 'root', Env: ['A=1'] } });

  expect(again.manifest.digest).toBe(base.manifest.digest);
});

it('shares the layers and the configuration of a base', () => {
  const child = buildImage({
    base,
    layers: [{ files: { 'srv/app': 'x' }, instruction: 'COPY . /srv # buildkit' }],
    config: { User: '1000' },
  });

  const config: unknown = JSON.parse(Buffer.from(child.config.bytes).toString());

  expect(child.layers[0]).toBe(base.layers[0]);
  expect(config).toMatchObject({ config: { User: '1000', Env: ['A=1'] }, history: [{}, { created_by: 'COPY . /srv # buildkit' }] });
});

it('keeps a missing child in the index but not among the blobs', () => {
  const artifact = buildArtifact({ layers: [{ mediaType: 'text/plain', content: 'x' }] });
  const index = buildIndex({ manifests: [{ image: base }, { image: artifact, missing: true }] });

  expect(Buffer.from(index.manifest.bytes).toString()).toContain(artifact.manifest.digest);
  expect(index.blobs).toContain(base.manifest);
  expect(index.blobs).not.toContain(artifact.manifest);
});
