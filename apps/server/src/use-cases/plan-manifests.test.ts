import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { push } from '../testing/registry.ts';
import { filledApp } from '../testing/test-app.ts';
import { planImage } from './image-plan.ts';
import { syncConnection } from './sync-connection.ts';

let test: Awaited<ReturnType<typeof filledApp>>;

/** `left` 1.0.0 is vulnerable, and 2.0.0 is not; nothing but `right` asks for it. */
const installed = {
  'srv/app/node_modules/left/package.json': JSON.stringify({ name: 'left', version: '1.0.0' }),
  'srv/app/node_modules/right/package.json': JSON.stringify({ name: 'right', version: '1.0.0' }),
};
const manifest = { 'srv/app/package.json': JSON.stringify({ name: 'app', dependencies: { right: '1.0.0' } }, null, 2) };
const npmLock = {
  'srv/app/package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: { '': {}, 'node_modules/right': { dependencies: { left: '1' } } },
  }),
};

beforeAll(async () => {
  test = await filledApp();
  const base = buildImage({ layers: [{ files: { 'opt/tool/package.json': '{}', 'opt/tool/yarn.lock': '' } }] });
  await push(test.emulator, 'platform/base', '1', base);
  for (const [tag, files] of Object.entries({
    npm: { ...installed, ...manifest, ...npmLock },
    yarn: { ...installed, ...manifest, 'srv/app/yarn.lock': 'left@1' },
    direct: { ...installed, ...npmLock, 'srv/app/package.json': JSON.stringify({ dependencies: { left: '1.0.0' } }) },
    none: { ...installed, 'srv/none': '' },
  })) {
    await push(test.emulator, 'team/locked', tag, buildImage({ base, layers: [{ files, instruction: 'COPY . /srv' }] }));
  }
  await syncConnection(test.connection, test.bench.deps);
  await test.bench.drain();
});
afterAll(() => test.close());

async function editsOf(reference: string) {
  const { plans } = await planImage({ connection: test.connection, repository: 'team/locked', reference }, test.bench.deps);
  return plans.flatMap(({ edits }) => edits).filter(({ kind }) => kind === 'override' || kind === 'dependency');
}

it("spells a pin as the application's package manager has it, in its own file", async () => {
  const before = test.emulator.requests.length;

  const npm = await editsOf('npm');
  const yarn = await editsOf('yarn');

  expect(npm[0]).toMatchObject({
    kind: 'override',
    file: 'srv/app/package.json',
    after: expect.stringContaining('"overrides"') as unknown,
  });
  expect(npm[0]?.command).toContain('npm pkg set');
  expect(yarn[0]).toMatchObject({ file: 'srv/app/package.json', after: expect.stringContaining('"resolutions"') as unknown });
  expect(test.emulator.requests.length).toBe(before);
});

it('changes the line of the application itself where it asks for the package', async () => {
  const edits = await editsOf('direct');

  expect(edits.map(({ kind, file, before }) => [kind, file, before])).toContainEqual([
    'dependency',
    'srv/app/package.json',
    '"left": "1.0.0"',
  ]);
});

it('says it as the ecosystem does where the image holds no manifest', async () => {
  expect((await editsOf('none'))[0]).toMatchObject({ kind: 'override', after: expect.stringContaining('"overrides"') as unknown });
});
