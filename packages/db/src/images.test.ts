import { afterAll, expect, it } from 'vitest';
import { describeImage } from './image-detail.ts';
import { imagesToRead, markFailed, markNotImage, markReading, problemsOfConnection } from './images.ts';
import { addRepository, AdvisoryWorld, digestOf, imageId, inventoryOf, list, listed, npmMember, read, setOf } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const { connection, repository } = await addRepository(db, 'images');
const [a, b, signature] = [digestOf('a'), digestOf('b'), digestOf('signature')];
await list(db, repository, [
  listed(a, ['a'], { pushedAt: new Date('2026-02-02') }),
  listed(b, ['b']),
  listed(signature, ['sha256-x.sig']),
  listed(digestOf('untagged'), []),
]);
const ids = {
  a: await imageId(db, repository, a),
  b: await imageId(db, repository, b),
  signature: await imageId(db, repository, signature),
};
const due = async () => (await imagesToRead(db, { connection, fingerprint: 'f1' })).map(({ tag }) => tag ?? '').sort();
const stateOf = async (reference: string) => (await describeImage(db, { connection, repository: 'shop/web', reference })).state;
const failure = { code: 'CORRUPT_ARCHIVE', message: 'layer 2 of 3 is not gzip' } as const;

it('asks for tagged images, newest push first', async () => {
  const images = await imagesToRead(db, { connection, fingerprint: 'f1', limit: 2 });

  expect(images[0]).toEqual({
    id: ids.a,
    repositoryId: repository,
    repository: 'shop/web',
    digest: a,
    mediaType: expect.any(String) as string,
    sizeBytes: 5000,
    isIndex: false,
    tag: 'a',
  });
  expect(images.length).toBe(2);
  expect(await due()).toEqual(['a', 'b', 'sha256-x.sig']);
});

it('asks again for one that was being read when the program ended', async () => {
  await markReading(db, ids.a);

  expect(await stateOf('a')).toBe('reading');
  expect(await due()).toContain('a');
});

it('never asks again for what is no image', async () => {
  await markNotImage(db, ids.signature, 'signature');

  expect(await stateOf('sha256-x.sig')).toBe('not-an-image');
  expect(await due()).toEqual(['a', 'b']);
});

it('asks again for a failed one after a while, a longer one each time', async () => {
  const wait = async () =>
    (await db.query<{ s: number }>('select round(extract(epoch from retry_at - now()))::int as s from image where id = $1', [ids.a]))
      .rows[0]!.s;
  await markFailed(db, ids.a, failure);
  expect([await wait(), await stateOf('a'), await due()]).toEqual([300, 'failed', ['b']]);

  await markFailed(db, ids.a, failure);
  expect(await wait()).toBe(600);
  for (let n = 0; n < 30; n++) await markFailed(db, ids.a, failure);
  expect(await wait()).toBe(86_400);

  await db.query('update image set retry_at = now() where id = $1', [ids.a]);
  expect(await due()).toEqual(['a', 'b']);
});

it('keeps what is known of an image when it cannot be read again', async () => {
  const inventory = {
    ...inventoryOf([setOf('s', [npmMember('x')])]),
    coverage: 'partial',
    problems: [{ code: 'LIMIT_EXCEEDED', message: 'app.jar is too large', path: 'app.jar' }],
  } as const;
  await read(db, new AdvisoryWorld(), ids.b, inventory);
  await markReading(db, ids.b);
  await markFailed(db, ids.b, failure);

  expect(await describeImage(db, { connection, repository: 'shop/web', reference: 'b' })).toMatchObject({
    state: 'read',
    coverage: 'partial',
    packages: 1,
    problems: [failure, { path: 'app.jar' }],
  });
});

it('lists every problem with the image that it belongs to', async () => {
  expect(await problemsOfConnection(db, connection)).toEqual([
    { repository: 'shop/web', reference: 'a', ...failure },
    { repository: 'shop/web', reference: 'b', ...failure },
    { repository: 'shop/web', reference: 'b', code: 'LIMIT_EXCEEDED', message: 'app.jar is too large', path: 'app.jar' },
  ]);
});

it('refuses what is not there', async () => {
  await expect(markFailed(db, 999_999, failure)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(markNotImage(db, 999_999, 'x')).rejects.toMatchObject({ code: 'CONFLICT' });
});
