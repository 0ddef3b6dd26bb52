import { DescribeImagesCommand } from '@aws-sdk/client-ecr';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { aws, hasAws, hasSkopeo, sdk, skopeo, temporaryFolder } from '../testing/clients.ts';
import { addImage, imageOf, indexOf, sha256 } from '../testing/images.ts';
import { basicAuthorization, hostOf, loginSkopeo } from '../testing/login.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await addImage(emulator, 'shop/web', '1');
  const children = [
    await addImage(emulator, 'shop/web', undefined, imageOf('a')),
    await addImage(emulator, 'shop/web', undefined, imageOf('b')),
  ];
  await emulator.registry.putManifest('shop/web', { bytes: indexOf(children), tag: 'multi' });
  for (const name of ['pushed/web', 'pushed/docker', 'pushed/odd', 'pushed/immutable']) {
    await emulator.registry.createRepository(name, { tagMutability: name.endsWith('immutable') ? 'IMMUTABLE' : 'MUTABLE' });
  }
});

afterAll(() => emulator.close());

const put = async (path: string, body: Buffer | string, headers: Record<string, string> = {}) =>
  fetch(`${emulator.endpoint}${path}`, { method: 'PUT', body, headers: { authorization: await basicAuthorization(emulator), ...headers } });

const digestsOf = async (repositoryName: string) =>
  (await sdk(emulator).send(new DescribeImagesCommand({ repositoryName }))).imageDetails?.map(({ imageDigest }) => imageDigest).toSorted();

it.skipIf(!hasSkopeo)('row 18: skopeo pushes an index with all its images and pulls it again, digests equal', async () => {
  const folder = temporaryFolder();
  await loginSkopeo(emulator, folder);
  const host = hostOf(emulator);
  const pull = (name: string, to: string) => skopeo(folder, ['copy', '--all', '--src-tls-verify=false', `docker://${host}/${name}`, to]);

  expect(await pull('shop/web:multi', `oci:${folder}/first`)).toMatchObject({ code: 0 });
  const push = await skopeo(folder, [
    'copy',
    '--all',
    '--dest-tls-verify=false',
    `oci:${folder}/first`,
    `docker://${host}/pushed/web:multi`,
  ]);
  expect(push).toMatchObject({ code: 0 });
  expect(await pull('pushed/web:multi', `oci:${folder}/second`)).toMatchObject({ code: 0 });

  expect(readFileSync(`${folder}/second/index.json`, 'utf8')).toBe(readFileSync(`${folder}/first/index.json`, 'utf8'));
  expect(await digestsOf('pushed/web')).toHaveLength(3);
  expect(emulator.requests.find(({ operation }) => operation === 'registry/patch-upload')).toMatchObject({ status: 201 });
});

it.skipIf(!hasSkopeo)('row 18: skopeo pushes in docker format', async () => {
  const folder = temporaryFolder();
  await loginSkopeo(emulator, folder);
  const [from, to] = [`docker://${hostOf(emulator)}/shop/web:1`, `docker://${hostOf(emulator)}/pushed/docker:1`];
  const copy = await skopeo(folder, ['copy', '--format', 'v2s2', '--src-tls-verify=false', '--dest-tls-verify=false', from, to]);
  const { imageDetails } = await sdk(emulator).send(new DescribeImagesCommand({ repositoryName: 'pushed/docker' }));

  expect(copy).toMatchObject({ code: 0 });
  expect(imageDetails?.[0]).toMatchObject({
    imageTags: ['1'],
    imageManifestMediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    artifactMediaType: 'application/vnd.docker.container.image.v1+json',
  });
});

it('row 20: a manifest under another digest is refused', async () => {
  const { bytes } = imageOf('x');
  const response = await put(`/v2/shop/web/manifests/sha256:${'1'.repeat(64)}`, bytes);

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ code: 'DIGEST_INVALID' }] });
});

it('row 21: a manifest with odd whitespace and Unicode is stored byte for byte', async () => {
  const { bytes, config, layer } = imageOf('odd');
  const odd = `\t${bytes.toString().replace('{', '{\r\n "annotations" : {"name":"Zürich \\u00e9 🚢"},')}\n\n`;
  const path = '/v2/pushed/odd';
  for (const blob of [config, layer]) {
    const started = await fetch(`${emulator.endpoint}${path}/blobs/uploads/`, {
      method: 'POST',
      headers: { authorization: await basicAuthorization(emulator) },
    });
    expect((await put(`${started.headers.get('location')}?digest=${sha256(blob)}`, blob)).status).toBe(201);
  }
  const pushed = await put(`${path}/manifests/odd`, odd, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' });
  const pulled = await fetch(`${emulator.endpoint}${path}/manifests/odd`, {
    headers: { authorization: await basicAuthorization(emulator) },
  });

  expect(pushed.headers.get('docker-content-digest')).toBe(sha256(odd));
  expect(await pulled.text()).toBe(odd);
});

it.skipIf(!hasAws)('row 21: what the CLI prints, less its one added newline, hashes to the digest', async () => {
  const args = ['ecr', 'batch-get-image', '--repository-name', 'pushed/odd', '--image-ids', 'imageTag=odd'];
  const { stdout } = await aws(emulator, [...args, '--query', 'images[0].imageManifest', '--output', 'text']);

  expect(await digestsOf('pushed/odd')).toEqual([sha256(stdout.slice(0, -1))]);
});

it('a manifest whose layers or children are missing is refused', async () => {
  const layers = await put('/v2/pushed/odd/manifests/missing', imageOf('never uploaded').bytes);
  const children = await put('/v2/pushed/odd/manifests/missing', indexOf([imageOf('nor this')]));

  expect(await layers.json()).toMatchObject({
    errors: [{ code: 'BLOB_UNKNOWN', message: expect.stringContaining('The layer with digest') }],
  });
  expect(await children.json()).toMatchObject({ errors: [{ code: 'MANIFEST_BLOB_UNKNOWN' }] });
});

it('a tag of an immutable repository does not move', async () => {
  const first = await addImage(emulator, 'pushed/immutable', '1', imageOf('one'));
  const second = await addImage(emulator, 'pushed/immutable', undefined, imageOf('two'));

  expect((await put('/v2/pushed/immutable/manifests/1', first.bytes)).status).toBe(201);
  const moved = await put('/v2/pushed/immutable/manifests/1', second.bytes);
  expect(moved.status).toBe(400);
  expect(await moved.json()).toEqual({
    errors: [
      {
        code: 'TAG_INVALID',
        message:
          "The image tag '1' already exists in the 'pushed/immutable' repository and cannot be overwritten because the repository is immutable.",
      },
    ],
  });
});
