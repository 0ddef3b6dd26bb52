import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWorld, commandWorld, runCommand } from './testing/run-command.ts';

let world: CommandWorld;
beforeAll(async () => void (world = await commandWorld()));
afterAll(() => world.close());

describe('usage', () => {
  it.each([['scan'], ['inventory'], ['db'], ['db', 'update'], ['db', 'status']])('%s %s --help explains itself', async (...command) => {
    const { status, stdout, stderr } = await world.run(...command.filter(Boolean), '--help');

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: plimsoll ${command.filter(Boolean).join(' ')}`);
  });

  it('names the exit statuses, the formats and the kinds of targets', async () => {
    expect((await world.run('--help')).stdout).toContain('Exit status: 0 read');
    const { stdout } = await world.run('scan', '--help');
    for (const text of ['table: for people', 'cyclonedx', 'docker-archive:FILE', 'linux/amd64']) expect(stdout).toContain(text);
  });

  it('tells its version', async () => {
    expect(await world.run('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
  });

  it.each([
    [[], 'Usage: plimsoll'],
    [['cook'], "unknown command 'cook'"],
    [['scan'], "missing required argument 'target'"],
    [['scan', '--format', 'xml', 'x'], 'It is one of table, json, cyclonedx'],
    [['scan', '--severity', 'bad', 'x'], '"bad" is not one of critical, high'],
    [['scan', '--fail-on', 'unknown', 'x'], '--fail-on'],
    [['inventory', 'neither-a-path-nor-an-image'], '"neither-a-path-nor-an-image" is neither a path that exists'],
  ])('exits with 2 for %j', async (args, words) => {
    const { status, stderr, stdout } = await world.run(...args);

    expect(status).toBe(2);
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
  });
});

it.each([
  ['oci:/nowhere:1', 'there is no OCI layout at "/nowhere:1"'],
  ['/', 'is not an OCI image layout: it has no index.json'],
  ['docker-archive:/', '"/" is not a file'],
  [import.meta.filename, 'error: '],
])('exits with 3 for %s', async (target, words) => {
  const { status, stderr } = await world.run('inventory', target);

  expect(status).toBe(3);
  expect(stderr).toContain(words);
});

it('exits with 2 for a platform that is none', async () => {
  expect(await world.run('inventory', '--platform', 'linux', world.images)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('"linux"') as string,
  });
});

it('uses colours on a terminal only, and not where NO_COLOR is set', async () => {
  await world.run('db', 'update', '-q');
  const scan = (environment: NodeJS.ProcessEnv, columns?: number) =>
    runCommand(['scan', '-q', world.images], { ...world.environment, ...environment }, columns === undefined ? {} : { columns });

  expect((await scan({}, 100)).stdout).toContain('\u001b[35m');
  expect((await scan({ NO_COLOR: '1' }, 100)).stdout).not.toContain('\u001b');
  expect((await scan({})).stdout).not.toContain('\u001b');
});
