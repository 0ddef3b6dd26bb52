import { createHash } from 'node:crypto';
import { type Database, lineagePlatforms } from '@plimsoll/db';
import { createTestDatabase } from '@plimsoll/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInFleet, judgeBases, listBases, readFleet } from './image-lineage.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const NOW = new Date('2026-11-25T00:00:00Z');
const bytes = (text: string): Buffer => createHash('sha256').update(text).digest();
const digest = (text: string): string => `sha256:${bytes(text).toString('hex')}`;

interface Image {
  readonly name: string;
  readonly repository: number;
  readonly chain: readonly string[];
  readonly tags?: readonly string[];
  readonly formerTags?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly platform?: string;
  /** Digest of a known one; its own name's otherwise. */
  readonly same?: string;
}

const ids = new Map<string, number>();

/** Reads nothing: rows as reading leaves them. */
async function store(images: readonly Image[]): Promise<void> {
  for (const { name, repository, chain, tags = [], formerTags = [], labels = {}, platform = 'linux/amd64', same = name } of images) {
    const { rows } = await db.query<{ id: number }>(
      `insert into image (repository_id, state, size, pushed_at, platform, media_type, config, digest, top_chain_id)
       values ($1, 3, 1, timestamptz '2026-01-01' + $2::int * interval '1 hour', $3, 'x', $4, $5, $6) returning id`,
      [
        repository,
        ids.size,
        platform,
        JSON.stringify({ labels, createdAt: '2026-11-01T00:00:00Z' }),
        bytes(same),
        chain.length === 0 ? null : bytes(chain.join()),
      ],
    );
    const id = rows[0]!.id;
    ids.set(name, id);
    for (const ordinal of chain.keys())
      await db.query(`insert into image_layer values ($1, $2, 1, $3, $3, $4, 'x', 'RUN')`, [
        id,
        ordinal,
        bytes(chain[ordinal]!),
        bytes(chain.slice(0, ordinal + 1).join()),
      ]);
    for (const tag of formerTags) await addTag(repository, id, tag, '2026-02-01');
    for (const tag of tags) await addTag(repository, id, tag, 'infinity');
  }
}

async function addTag(repository: number, image: number, name: string, until: string): Promise<void> {
  await db.query(
    `insert into tag (repository_id, image_id, since, until, pushed_at, name) values ($1, $2, '2026-01-01', $4::timestamptz, '2026-01-01', $3)`,
    [repository, image, name, until],
  );
}

/** What the whole fleet says of an image, and what is said of it alone. */
async function bothWays(name: string, to: Database = db) {
  const { fleet, self, stored } = await findInFleet(ids.get(name)!, to);
  const all = await readFleet(to, stored.platform);
  return {
    alone: judgeBases(self, fleet, NOW),
    whole: judgeBases(all.index.withDigest(stored.digest)[0]!, all, NOW),
    read: fleet.images.length,
  };
}

const repositories: number[] = [];
beforeAll(async () => {
  for (const connection of ['one', 'two']) {
    const { rows } = await db.query<{ id: number }>(
      `insert into connection (name, region, account, auth) values ($1, 'eu-central-1', '1', '{}') returning id`,
      [connection],
    );
    for (const name of ['platform/debian', 'platform/nginx', 'team/app']) {
      const { rows: made } = await db.query<{ id: number }>(
        `insert into repository (connection_id, name, uri, first_seen) values ($1, $2, $2, '2026-01-01') returning id`,
        [rows[0]!.id, name],
      );
      repositories.push(made[0]!.id);
    }
  }
  const [debian = 0, nginx = 0, app = 0, , mirror = 0] = repositories;
  await store([
    { name: 'debian-old', repository: debian, chain: ['a'], tags: ['12-20260101'] },
    { name: 'debian-new', repository: debian, chain: ['b'], tags: ['12-20260601'] },
    { name: 'debian-arm', repository: debian, chain: ['a'], tags: ['12-20260901'], platform: 'linux/arm64' },
    { name: 'nginx-twin', repository: mirror, chain: ['a', 'n'], tags: ['1-twin'] },
    { name: 'nginx-old', repository: nginx, chain: ['a', 'n'], tags: ['1-20260101'], formerTags: ['1', 'stable'] },
    { name: 'nginx-mirrored', repository: mirror, chain: ['a', 'n'], tags: ['1-mirror'], same: 'nginx-old' },
    { name: 'nginx-new', repository: nginx, chain: ['b', 'n'], tags: ['1-20260601', '1'] },
    { name: 'nginx-newer', repository: mirror, chain: ['b', 'm'], tags: ['1-20260701', 'stable'] },
    { name: 'web', repository: app, chain: ['a', 'n', 'w'], tags: ['1.0'] },
    { name: 'web-next', repository: app, chain: ['a', 'n', 'w', 'x'], tags: ['1.1'] },
    {
      name: 'labelled',
      repository: app,
      chain: ['z', 'y'],
      tags: ['lab'],
      labels: {
        'org.opencontainers.image.base.name': 'platform/nginx:1',
        'org.opencontainers.image.base.digest': digest('nginx-old'),
        other: 'x',
      },
    },
    { name: 'nobody', repository: app, chain: ['q'], tags: ['q'] },
    { name: 'empty', repository: app, chain: [], tags: ['e'] },
    { name: 'child', repository: app, chain: ['b', 'n', 'k'], tags: [] },
  ]);
  const { rows } = await db.query<{ id: number }>(
    `insert into image (repository_id, state, is_index, size, pushed_at, media_type, digest) values ($1, 3, true, 1, '2026-01-01', 'x', $2) returning id`,
    [app, bytes('index')],
  );
  await db.query(`insert into index_child values ($1, $2, 'linux/amd64')`, [rows[0]!.id, ids.get('child')]);
  await addTag(app, rows[0]!.id, 'multi', 'infinity');
});

describe('one image', () => {
  it('is said to be built on what the whole fleet says, whatever it is', async () => {
    for (const name of ids.keys()) {
      const { alone, whole } = await bothWays(name);
      expect({ name, bases: alone }).toEqual({ name, bases: whole });
    }
  });

  it('has bases, newer tags and moved ones, of every connection', async () => {
    const { alone } = await bothWays('web');

    expect(alone.map(({ base }) => base.name)).toEqual(['platform/nginx:1-20260101', 'platform/debian:12-20260101']);
    expect(alone[0]?.base.images).toHaveLength(2);
    expect(alone[0]?.reasons.map(({ code }) => code)).toEqual(['tag-moved', 'tag-moved', 'newer-tag', 'base-outdated']);
    expect(alone[0]?.candidates.map(({ name }) => name)).toEqual(['platform/nginx:stable', 'platform/nginx:1']);
  });

  it('is known by the digest of its index', async () => {
    const { self } = await findInFleet(ids.get('child')!, db);

    expect(self).toMatchObject({ digest: digest('index'), tags: [{ repository: 'team/app', tag: 'multi' }] });
  });

  it('goes by its label where no layers tell', async () => {
    const { alone } = await bothWays('labelled');

    expect(alone[0]).toMatchObject({ base: { evidence: 'label', digest: digest('nginx-old') }, outdated: true });
  });

  it('is not there before it was read', async () => {
    await expect(findInFleet(1_000_000, db)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('reads what an image is built on, not what else there is', async () => {
  const before = (await bothWays('web')).read;
  const app = repositories[2]!;
  await store(
    Array.from({ length: 300 }, (_, index) => ({
      name: `other-${index}`,
      repository: app,
      chain: ['a', 'n', `o${index}`],
      tags: [`o-${index}`],
    })),
  );

  const { alone, whole, read } = await bothWays('web');

  expect(alone).toEqual(whole);
  expect(read).toBe(before);
});

it('judges a fleet by platform', async () => {
  expect(await lineagePlatforms(db)).toEqual(['linux/amd64', 'linux/arm64']);

  const nodes = await listBases(db);

  expect(nodes.find(({ digest: id }) => id === digest('nginx-old'))).toMatchObject({ children: 302, outdated: true });
  expect(nodes.some(({ platform }) => platform === 'linux/arm64')).toBe(false);
});
