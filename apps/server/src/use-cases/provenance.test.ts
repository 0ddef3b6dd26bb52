import * as contract from '@plimsoll/contract';
import { buildImage, buildIndex, buildProvenance, type BuiltImage, type MaterialSpec } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { push } from '../testing/registry.ts';
import { filledApp } from '../testing/test-app.ts';
import { syncConnection } from './sync-connection.ts';

let test: Awaited<ReturnType<typeof filledApp>>;

const image = (name: string): BuiltImage =>
  buildImage({ layers: [{ files: { [`srv/${name}/node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0' }) } }] });
const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const node = { uri: `pkg:docker/${ECR}/platform/node@20.1?platform=linux%2Famd64`, digest: `sha256:${'b'.repeat(64)}` };

/** Pushes an image with the provenance of its build: the base has other layers here, as when a build squashes them. */
async function pushBuilt(tag: string, version: 'v0.2' | 'v1', materials: readonly MaterialSpec[], content?: string): Promise<void> {
  const built = image(`app-${tag}`);
  const attestation = buildProvenance({ image: built, version, materials, ...(content === undefined ? {} : { content }) });
  await push(test.emulator, 'team/built', tag, buildIndex({ manifests: [{ image: built }, attestation] }));
}

const golang = image('golang');

beforeAll(async () => {
  test = await filledApp();
  await push(test.emulator, 'platform/golang', '1', golang);
  await push(test.emulator, 'platform/node', '20.2', image('node'));
  const stage = { uri: 'pkg:docker/platform/golang@1', digest: golang.manifest.digest };
  await pushBuilt('old', 'v0.2', [node]);
  await pushBuilt('new', 'v1', [stage, node]);
  await pushBuilt('unclear', 'v1', [node, { uri: 'pkg:docker/rust@1', digest: `sha256:${'c'.repeat(64)}` }]);
  await pushBuilt('hostile', 'v1', [], '['.repeat(100_000));
  await syncConnection(test.connection, test.bench.deps);
  await test.bench.drain();
});
afterAll(() => test.close());

const lineage = (reference: string) =>
  call(test, contract.getLineage, { params: { connection: test.connection, repository: 'team/built', reference } });

it.each(['old', 'new'])('names the base that is in no registry, and what to build on instead: %s', async (tag) => {
  const [base] = await lineage(tag);

  expect(base).toMatchObject({ name: 'platform/node:20.1', digest: node.digest, outdated: true, layerCount: null });
  expect(base?.candidates).toMatchObject([{ name: 'platform/node:20.2', image: { repository: 'platform/node' } }]);
});

it('says nothing where several images took part and none is known', async () => {
  expect(await lineage('unclear')).toEqual([]);
});

it('reads the image all the same if its attestation cannot be read, and tells', async () => {
  expect(await lineage('hostile')).toEqual([]);

  const { rows } = await test.bench.db.query<{ state: number; problems: { code: string }[] }>(
    `select i.state, i.problems from image i join tag t on t.image_id = i.id where t.name = 'hostile'`,
  );
  expect(rows).toMatchObject([{ state: 3, problems: [{ code: 'LIMIT_EXCEEDED' }] }]);
});
