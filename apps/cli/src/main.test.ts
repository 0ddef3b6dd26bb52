import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Emulator, startEmulator } from '@plimsoll/ecr-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWorld, commandWorld, type Outcome } from './testing/run-command.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const LAUNCHER = join(ROOT, 'node_modules/.bin/plimsoll');

let world: CommandWorld;
beforeAll(async () => void (world = await commandWorld()));
afterAll(() => world.close());

function start(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((done) => {
    const child = execFile(command, args, { env: environment }, (error, stdout, stderr) => {
      done({ status: error === null ? 0 : (child.exitCode ?? -1), stdout, stderr });
    });
  });
}

/** A folder with a `node` that says it is of this major version. */
function nodeOf(major: number): string {
  const folder = join(world.dir, `node-${major}`);
  mkdirSync(folder, { recursive: true });
  const isNew = major >= 24 ? 0 : 1;
  writeFileSync(join(folder, 'node'), `#!/bin/sh\n[ "$1" = -e ] && exit ${isNew}\necho "node ${major} ran $*"\n`);
  chmodSync(join(folder, 'node'), 0o755);
  return folder;
}

describe('the launcher', () => {
  it('runs on the Node that npm installed, where the PATH has an older one', async () => {
    const environment = { ...world.environment, PATH: `${nodeOf(20)}:/usr/bin:/bin` };

    const { status, stdout, stderr } = await start(LAUNCHER, ['inventory', '--format', 'json', world.images], environment);

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
  });

  it('passes the exit status on', async () => {
    expect((await start(LAUNCHER, ['cook'], { PATH: '/usr/bin:/bin' })).status).toBe(2);
  });

  it.each([
    [24, 0, 'node 24 ran'],
    [20, 2, 'Node.js 24 or newer is needed'],
  ])('without that one, asks whether Node %i of the PATH will do', async (major, status, words) => {
    const copy = join(world.dir, 'elsewhere/apps/cli/bin/plimsoll');
    mkdirSync(join(copy, '..'), { recursive: true });
    copyFileSync(join(ROOT, 'apps/cli/bin/plimsoll'), copy);

    const outcome = await start(copy, ['scan'], { PATH: `${nodeOf(major)}:/usr/bin:/bin` });

    expect(outcome.status).toBe(status);
    expect(outcome.stdout + outcome.stderr).toContain(words);
  });
});

describe('an image in ECR', () => {
  let emulator: Emulator;
  beforeAll(async () => void (emulator = await startEmulator({ images: [world.images] })));
  afterAll(() => emulator.close());

  const environmentWith = (secretAccessKey: string): NodeJS.ProcessEnv => ({
    ...world.environment,
    PATH: '/usr/bin:/bin',
    HOME: world.dir,
    AWS_ENDPOINT_URL_ECR: emulator.endpoint,
    AWS_ACCESS_KEY_ID: emulator.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const uri = 'dkr.ecr.us-east-1.amazonaws.com/shop/web:1.4.0';

  it('is read from the endpoint that the environment names, its layers from localhost', async () => {
    const { account, keys, requests } = emulator;

    const { status, stdout, stderr } = await start(
      LAUNCHER,
      ['inventory', '-f', 'json', `${account}.${uri}`],
      environmentWith(keys.secretAccessKey),
    );

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      packages: [{ purl: expect.stringContaining('libssl3') as string }, { purl: 'pkg:npm/left@1.0.0' }],
    });
    expect(requests.filter(({ operation }) => operation === 'layers/get').map(({ host }) => host.split(':')[0])).toContain('localhost');
  });

  it('says what is wrong with the key', async () => {
    const { status, stderr } = await start(LAUNCHER, ['inventory', `${emulator.account}.${uri}`], environmentWith('wrong'));

    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toContain('    at ');
  });
});
