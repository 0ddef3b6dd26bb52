import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScanDocument } from '@plimsoll/reports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWorld, commandWorld, shopWeb } from '../testing/run-command.ts';

let world: CommandWorld;

beforeAll(async () => {
  world = await commandWorld();
  await world.run('db', 'update', '-q');
});
afterAll(() => world.close());

/** Writes what a format prints about the image, and gives the path. */
async function written(format: string, name: string): Promise<string> {
  const file = join(world.dir, name);
  writeFileSync(file, (await world.run('scan', '-q', '--format', format, world.images)).stdout);
  return file;
}

async function scanned(...args: string[]): Promise<ScanDocument> {
  return ScanDocument.parse(JSON.parse((await world.run('scan', '-q', '--format', 'json', ...args)).stdout));
}

function named({ findings }: ScanDocument): string[] {
  return findings.map(({ id, purl, severity, fixedVersions }) => `${id} ${purl} ${severity} ${fixedVersions.join()}`);
}

describe('a bill of materials of our own', () => {
  it.each(['cyclonedx', 'spdx-json', 'spdx3-json'])('%s gives the findings of the image', async (format) => {
    const file = await written(format, `${format}.json`);
    const image = await scanned(world.images);

    const sbom = await scanned(`sbom:${file}`);

    expect(named(sbom)).toEqual(named(image));
    expect(sbom.findings).toHaveLength(2);
    expect(sbom).toMatchObject({
      target: { name: `sbom:${file}`, digest: shopWeb.manifest.digest, platform: '' },
      coverage: 'partial',
      problems: [{ code: 'BYTES_NOT_SEEN' }],
    });
    expect(named(await scanned(file))).toEqual(named(image));
  });

  it('is listed by inventory too', async () => {
    const { status, stdout } = await world.run('inventory', '-q', '--format', 'csv', await written('cyclonedx', 'web.json'));

    expect(status).toBe(0);
    expect(stdout.split('\r\n')).toHaveLength(1 + 2 + 1);
  });
});

it.each([
  ['nowhere.json', 2, 'cannot be read'],
  ['list.json', 3, 'no bill of materials'],
  ['broken.json', 3, 'is not JSON'],
])('says what is wrong with sbom:%s', async (name, expected, words) => {
  writeFileSync(join(world.dir, 'list.json'), '[]');
  writeFileSync(join(world.dir, 'broken.json'), '{');

  const { status, stderr, stdout } = await world.run('scan', `sbom:${join(world.dir, name)}`);

  expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
  expect(stderr).toContain(words);
});

it('does not take a bill of materials where the image is needed', async () => {
  expect(await world.run('plan', 'sbom:x.json')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('needs the image itself') as string,
  });
});
