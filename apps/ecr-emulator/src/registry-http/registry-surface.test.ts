import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import type { AccessKeys } from '../iam/directory.ts';
import { hasSkopeo, skopeo, temporaryFolder } from '../testing/clients.ts';
import { addImage, imageOf, sha256 } from '../testing/images.ts';
import { basicAuthorization, hostOf, loginSkopeo } from '../testing/login.ts';

const TAGS = 1234;
const FIVE = ['GetAuthorizationToken', 'DescribeRepositories', 'DescribeImages', 'BatchGetImage', 'GetDownloadUrlForLayer'];

let emulator: Emulator;
let reader: AccessKeys;

beforeAll(async () => {
  emulator = await startEmulator();
  await addImage(emulator, 'shop/web', '1');
  const image = imageOf('tagged');
  for (let i = 0; i < TAGS; i++) await emulator.registry.putManifest('many/tags', { bytes: image.bytes, tag: `t${i}` });
  reader = emulator.iam.addUser({
    name: 'reader',
    policies: [{ Statement: { Effect: 'Allow', Action: FIVE.map((action) => `ecr:${action}`), Resource: '*' } }],
  });
});

afterAll(() => emulator.close());

const get = async (path: string, method = 'GET', keys: AccessKeys = emulator.keys) =>
  fetch(`${emulator.endpoint}${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: await basicAuthorization(emulator, keys) },
  });

it('row 29: a blob is answered by 307 to the layer host', async () => {
  const { layerDigest } = imageOf('shop/web:1');
  const response = await get(`/v2/shop/web/blobs/${layerDigest}`);

  expect(response.status).toBe(307);
  expect(new URL(response.headers.get('location') ?? '').host).toBe(new URL(emulator.layerEndpoint).host);
});

it.skipIf(!hasSkopeo)('row 29: skopeo pulls, and sends no Authorization to the layer host', async () => {
  const folder = temporaryFolder();
  await loginSkopeo(emulator, folder);
  const before = emulator.requests.length;
  const copy = await skopeo(folder, ['copy', '--src-tls-verify=false', `docker://${hostOf(emulator)}/shop/web:1`, `oci:${folder}/out`]);
  const requests = emulator.requests.slice(before);
  const layers = requests.filter(({ operation }) => operation === 'layers/get');

  expect(copy).toMatchObject({ code: 0 });
  expect(layers).toHaveLength(2);
  expect(layers.every(({ hasAuthorization, status }) => !hasAuthorization && status === 200)).toBe(true);
  expect(requests.filter(({ operation }) => operation === 'registry/get-blob').every(({ hasAuthorization }) => hasAuthorization)).toBe(
    true,
  );
});

it.skipIf(!hasSkopeo)('row 30: skopeo lists 1,234 tags by following the links', async () => {
  const folder = temporaryFolder();
  await loginSkopeo(emulator, folder);
  const { stdout } = await skopeo(folder, ['list-tags', '--tls-verify=false', `docker://${hostOf(emulator)}/many/tags`]);

  expect(new Set(JSON.parse(stdout).Tags).size).toBe(TAGS);
});

it('row 30: pages of n with an absolute link; over 1000 is 405', async () => {
  const page = await get('/v2/many/tags/tags/list?n=1000');
  const link = /^<(http:\/\/127\.0\.0\.1:\d+)(.*)>; rel="next"$/.exec(page.headers.get('link') ?? '');
  const rest = await get(link?.[2] ?? '');
  const tooMany = await get('/v2/many/tags/tags/list?n=1001');
  const catalog = await get('/v2/_catalog?n=1');

  expect(((await page.json()) as { tags: string[] }).tags).toHaveLength(1000);
  expect(((await rest.json()) as { tags: string[] }).tags).toHaveLength(TAGS - 1000);
  expect(rest.headers.get('link')).toBeNull();
  expect(tooMany.status).toBe(405);
  expect(await tooMany.json()).toEqual({
    errors: [
      {
        code: 'UNSUPPORTED',
        message: "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'",
      },
    ],
  });
  expect(await catalog.json()).toEqual({ repositories: ['shop/web'] });
  expect(catalog.headers.get('link')).toContain('/v2/_catalog?n=1&last=');
  expect((await get('/v2/_catalog?n=1001')).status).toBe(405);
});

it('row 31: with the five permissions manifests and blobs can be read, and nothing else', async () => {
  const { digest, layerDigest } = imageOf('shop/web:1');
  const status = async (path: string, method?: string) => (await get(path, method, reader)).status;

  expect(await status('/v2/')).toBe(200);
  expect(await status('/v2/shop/web/manifests/1')).toBe(200);
  expect(await status(`/v2/shop/web/manifests/${digest}`, 'HEAD')).toBe(200);
  expect(await status(`/v2/shop/web/referrers/${digest}`)).toBe(200);
  expect(await status(`/v2/shop/web/blobs/${layerDigest}`)).toBe(307);
  expect(await status(`/v2/shop/web/blobs/${layerDigest}`, 'HEAD')).toBe(403);
  expect(await status('/v2/shop/web/blobs/uploads/', 'POST')).toBe(403);
  expect(await status('/v2/shop/web/manifests/1', 'DELETE')).toBe(403);
  const tags = await get('/v2/shop/web/tags/list', 'GET', reader);
  expect(tags.status).toBe(403);
  expect(await tags.json()).toEqual({
    errors: [
      {
        code: 'DENIED',
        message:
          'User: arn:aws:iam::123456789012:user/reader is not authorized to perform: ecr:ListImages on resource: ' +
          'arn:aws:ecr:us-east-1:123456789012:repository/shop/web because no identity-based policy allows the ecr:ListImages action',
      },
    ],
  });
});

it.skipIf(!hasSkopeo)('row 31: skopeo copies with them; inspect meets the denied tag list, and --no-tags does not ask for it', async () => {
  const folder = temporaryFolder();
  await loginSkopeo(emulator, folder, reader);
  const image = `docker://${hostOf(emulator)}/shop/web:1`;

  expect(await skopeo(folder, ['copy', '--src-tls-verify=false', image, `oci:${folder}/out`])).toMatchObject({ code: 0 });
  const inspect = await skopeo(folder, ['inspect', '--tls-verify=false', image]);
  expect(emulator.requests.at(-1)).toMatchObject({ operation: 'registry/list-tags', status: 403 });
  // Newer skopeo knows ECR's DENIED and goes on without the tags; older ones fail.
  expect(inspect.stderr).toMatch(/disallows tag list retrieval|ecr:ListImages/);
  const before = emulator.requests.length;
  expect(await skopeo(folder, ['inspect', '--no-tags', '--tls-verify=false', image])).toMatchObject({ code: 0 });
  expect(emulator.requests.slice(before).map(({ operation }) => operation)).not.toContain('registry/list-tags');
});

it('what is not there, and what cannot be done, have their codes', async () => {
  const code = async (path: string, method?: string) => {
    const response = await get(path, method);
    const { errors } = (await response.json()) as { errors: { code: string }[] };
    return [response.status, errors[0]?.code];
  };

  expect(await code('/v2/shop/web/manifests/none')).toEqual([404, 'MANIFEST_UNKNOWN']);
  expect(await code('/v2/no/such/manifests/1')).toEqual([404, 'NAME_UNKNOWN']);
  expect(await code(`/v2/shop/web/blobs/${sha256('none')}`)).toEqual([404, 'BLOB_UNKNOWN']);
  expect(await code('/v2/shop/web/manifests/1', 'POST')).toEqual([405, 'UNSUPPORTED']);
  expect(await code('/v2/nonsense')).toEqual([404, 'NOT_FOUND']);
});

it('lists what refers to an image', async () => {
  const image = await addImage(emulator, 'signed/web', '1');
  const signature = await addImage(emulator, 'signed/web', undefined, imageOf('s', { subject: image.digest, annotations: { by: 'us' } }));
  const referrers = await get(`/v2/signed/web/referrers/${image.digest}`);

  expect(referrers.headers.get('content-type')).toBe('application/vnd.oci.image.index.v1+json');
  expect(await referrers.json()).toMatchObject({ manifests: [{ digest: signature.digest, annotations: { by: 'us' } }] });
});

it('deletes a tag, then the image with its last one; a child of an index stays', async () => {
  const { bytes, digest } = await addImage(emulator, 'deleted/web', 'a');
  await emulator.registry.putManifest('deleted/web', { bytes, tag: 'b' });
  const status = async (path: string, method?: string) => (await get(`/v2/deleted/web/manifests/${path}`, method)).status;

  expect(await status('a', 'DELETE')).toBe(202);
  expect([await status('a'), await status('b')]).toEqual([404, 200]);
  expect(await status('b', 'DELETE')).toBe(202);
  expect(await status(digest)).toBe(404);
});
