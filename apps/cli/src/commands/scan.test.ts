import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeEpssFile } from '@plimsoll/advisories/testing';
import { ScanDocument } from '@plimsoll/reports';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWorld, commandWorld, runCommand, shopWeb } from '../testing/run-command.ts';

let world: CommandWorld;

beforeAll(async () => {
  world = await commandWorld();
  const epss = join(world.dir, 'scores.csv');
  await writeEpssFile(epss, { 'CVE-2026-3': [0.94358, 0.99968] }, '2026-09-01');
  await world.run('db', 'update', '-q', '--epss', epss);
});
afterAll(() => world.close());

const schema = JSON.parse(readFileSync(new URL('../../../../docs/schemas/scan.schema.json', import.meta.url), 'utf8')) as object;

async function documentOf(...args: string[]): Promise<ScanDocument> {
  const { stdout } = await world.run('scan', '--format', 'json', ...args, world.images);
  return ScanDocument.parse(JSON.parse(stdout));
}

it('shows the score in a table of its width', async () => {
  const { stdout } = await runCommand(['scan', world.images], world.environment, { columns: 160 });

  expect(stdout).toMatch(/CVE-2026-3 +94 % +openssl/);
  expect(await documentOf()).toMatchObject({
    findings: [{ epss: { probability: 0.94358 } }, expect.not.objectContaining({ epss: expect.anything() as unknown })],
  });
});

it('prints a document of the published schema', async () => {
  const { status, stdout, stderr } = await world.run('scan', '--format', 'json', world.images);
  const document: unknown = JSON.parse(stdout);
  const validate = new Ajv2020().compile(schema);

  validate(document);
  expect(validate.errors).toBeNull();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('says what is wrong, where, and why', async () => {
  const document = await documentOf();
  const [base, application] = shopWeb.layers;

  expect(document).toMatchObject({
    target: { name: world.images, digest: shopWeb.manifest.digest, platform: 'linux/amd64', os: { id: 'debian', version: '12' } },
    coverage: 'complete',
    problems: [],
    findings: [
      {
        id: 'CVE-2026-3',
        severity: 'critical',
        cvss: 9.8,
        epss: { probability: 0.94358, percentile: 0.99968, date: '2026-09-01' },
        purl: 'pkg:deb/debian/openssl@3.0.9-1?arch=source&distro=debian-12',
        binaries: ['pkg:deb/debian/libssl3@3.0.9-1?arch=amd64&distro=debian-12'],
        fixedVersions: ['3.0.22-1~deb12u1'],
        layer: { digest: base!.digest, instruction: 'ADD rootfs' },
        evidence: [{ advisory: 'DEBIAN-CVE-2026-3' }],
      },
      {
        id: 'CVE-2026-1',
        aliases: ['GHSA-1'],
        severity: 'low',
        purl: 'pkg:npm/left@1.0.0',
        fixedVersions: [],
        fixState: 'none',
        path: 'srv/node_modules/left/package.json',
        layer: { digest: application!.digest, instruction: 'COPY . /srv' },
      },
    ],
  });
});

it.each`
  args                                            | status
  ${[]}                                           | ${0}
  ${['--fail-on', 'low']}                         | ${1}
  ${['--fail-on', 'critical']}                    | ${1}
  ${['--fail-on', 'low', '--severity', 'medium']} | ${1}
  ${['--strict']}                                 | ${0}
`('exits with $status for $args', async ({ args, status }) => {
  expect((await world.run('scan', ...args, world.images)).status).toBe(status);
});

it('does not fail for what is under --fail-on', async () => {
  const other = await commandWorld();
  await other.run('db', 'update', '-q', '--ecosystems', 'npm');

  expect((await other.run('scan', '--fail-on', 'high', other.images)).status).toBe(0);
  expect((await other.run('scan', '--fail-on', 'low', other.images)).status).toBe(1);
  await other.close();
});

it('shows only the severities that are asked for', async () => {
  const { findings, filter } = await documentOf('--severity', 'low,medium');

  expect(findings.map(({ severity }) => severity)).toEqual(['low']);
  expect(filter).toBe('severity low, medium');
  expect(await documentOf()).not.toHaveProperty('filter');
});

it('prints a table for people, and CycloneDX for programs', async () => {
  expect((await world.run('scan', world.images)).stdout).toContain('2 known vulnerabilities: 1 critical, 1 low. 1 with a fix.');
  expect(JSON.parse((await world.run('scan', '-f', 'cyclonedx', world.images)).stdout)).toMatchObject({ specVersion: '1.6' });
});

describe('without a store', () => {
  it('says how to get one', async () => {
    const { status, stderr, stdout } = await world.run('scan', '--db', join(world.dir, 'nowhere'), world.images);

    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^error: .*nowhere/);
    expect(stderr).toContain('plimsoll db update');
  });
});

describe('an image that cannot be read whole', () => {
  it('warns, and fails with --strict', async () => {
    const broken = await commandWorld();
    await broken.run('db', 'update', '-q');
    const layer = shopWeb.layers[1]!;
    writeFileSync(join(broken.images, 'blobs', layer.digest.replace(':', '/')), layer.bytes.subarray(0, 50));

    const { status, stderr, stdout } = await broken.run('scan', '--no-cache', broken.images);

    expect(status).toBe(0);
    expect(stderr).toMatch(/^warning: coverage is partial: layer 2 of 2: /);
    expect(stdout).toContain('openssl');
    expect((await broken.run('scan', '--no-cache', '--strict', broken.images)).status).toBe(3);
    await broken.close();
  });
});
