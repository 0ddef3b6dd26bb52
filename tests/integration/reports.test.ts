import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@plimsoll/cli';
import { formats } from '@plimsoll/reports';
import { buildImage, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { push, registryOf } from '../../apps/server/src/testing/registry.ts';
import { testApp } from '../../apps/server/src/testing/test-app.ts';
import { npmRecord } from '../../apps/server/src/testing/workbench.ts';
import { updateAdvisories } from '../../apps/server/src/use-cases/update-advisories.ts';

const OS_RELEASE = 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n';

function dpkgStatus(...packages: readonly (readonly [name: string, source: string, version: string])[]): string {
  return packages
    .map(
      ([name, source, version]) =>
        `Package: ${name}\nStatus: install ok installed\nMaintainer: Debian <x@lists.debian.org>\nArchitecture: amd64\nSource: ${source}\nVersion: ${version}\n`,
    )
    .join('\n');
}

const npm = (folder: string, name: string, version: string) => ({
  [`${folder}/node_modules/${name}/package.json`]: JSON.stringify({ name, version, license: 'MIT' }),
});

/** A source package with two binaries in two layers, one npm package at two places, and a file that cannot be read. */
const image = buildImage({
  layers: [
    {
      files: {
        'etc/os-release': OS_RELEASE,
        'var/lib/dpkg/status': dpkgStatus(['libssl3', 'openssl', '3.0.9-1'], ['apt', 'apt', '2.6.1']),
      },
      instruction: 'ADD rootfs.tar',
    },
    {
      files: {
        'var/lib/dpkg/status': dpkgStatus(
          ['libssl3', 'openssl', '3.0.9-1'],
          ['apt', 'apt', '2.6.1'],
          ['openssl', 'openssl', '3.0.9-1'],
          ['zlib1g', 'zlib', '1:1.2.13.dfsg-1'],
        ),
        ...npm('srv/b', 'left', '1.0.0'),
        ...npm('srv/a', 'left', '1.0.0'),
        ...npm('srv/a', 'right', '3.0.0'),
        'srv/c/node_modules/broken/package.json': '{',
      },
      instruction: 'RUN apt-get install -y openssl # buildkit',
    },
  ],
});

const debianRecord = (id: string, name: string, fixed?: string) => ({
  id: `DEBIAN-${id}`,
  upstream: [id],
  summary: `${name} has a flaw`,
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'Debian:12', name },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])] }],
    },
  ],
});
const records = [
  npmRecord(1, 'left', '2.0.0'),
  { ...npmRecord(2, 'left'), aliases: ['CVE-2026-2', 'A-OTHER-NAME'] },
  debianRecord('CVE-2026-3', 'openssl', '3.0.22-1~deb12u1'),
  debianRecord('CVE-2026-4', 'zlib'),
];

let dir: string;
let test: Awaited<ReturnType<typeof testApp>>;
let emulator: Awaited<ReturnType<typeof registryOf>>;
let connection: number;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-reports-'));
  writeOciLayout(join(dir, 'images'), { 'shop-web.1.4.0': image });
  emulator = await registryOf({});
  await push(emulator, 'shop/web', '1.4.0', image);
  test = await testApp({ emulator });
  await test.bench.publish(records);
  await updateAdvisories(test.bench.deps);
  await test.bench.drain();
  connection = await test.bench.connect(emulator);
  await test.bench.drain();
});
afterAll(async () => {
  await test.close();
  await emulator.close();
  await rm(dir, { recursive: true });
});

/** What the command line prints of the same image with the same advisories. */
async function scanned(format: string): Promise<string> {
  let text = '';
  const target = `oci:${join(dir, 'images')}`;
  const status = await run(
    ['scan', '--quiet', '--db', test.bench.deps.advisories.folder, '--format', format, target],
    { PLIMSOLL_CACHE_DIR: join(dir, 'cache') },
    { stdout: { write: (part) => void (text += part) }, stderr: { write: () => undefined } },
  );
  expect(status).toBe(0);
  return text;
}

async function downloaded(format: string): Promise<string> {
  const url = `/api/images/${connection}/shop%2Fweb/1.4.0/report?format=${format}`;
  const { statusCode, body } = await test.app.inject({ url, headers: test.as('viewer') });
  expect(statusCode).toBe(200);
  return body;
}

it('the report of the server is the document of the command line, but for the name of the target', async () => {
  const own = JSON.parse(await scanned('json')) as { target: object; findings: object[]; problems: object[]; packages: object[] };
  const served = JSON.parse(await downloaded('json')) as typeof own;

  expect(own.findings).toHaveLength(6);
  expect(own.problems).toHaveLength(1);
  expect(served).toEqual({ ...own, target: { ...own.target, name: expect.stringMatching(/\/shop\/web:1\.4\.0$/) as string } });
});

// A table is as wide as the terminal, and Security Hub's resource is another for an image outside of Amazon ECR.
it.each(formats.map(({ id }) => id).filter((id) => !['table', 'asff'].includes(id)))('and so is %s', async (format) => {
  const own = await scanned(format);
  const served = await downloaded(format);

  expect(comparable(served)).toBe(comparable(own));
});

/** Without what depends on the target's name and on the time: names, moments and the ids that are made of them. */
function comparable(report: string): string {
  return report
    .replaceAll(/oci:[^"`<\s]*images\b|[\w.:-]+\/shop\/web:1\.4\.0/g, 'TARGET')
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?Z?)?/g, 'NOW')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replaceAll(/pkg:oci\/[^"#]*/g, 'IMAGE');
}
