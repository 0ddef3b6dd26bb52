import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@plimsoll/cli';
import { ScanDocument } from '@plimsoll/reports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusFolder, imagesOf } from './layout-files.ts';

const SHARED = corpusFolder();
const layout = SHARED === undefined ? undefined : join(SHARED, 'images');
const isThere = layout !== undefined && existsSync(layout);

const FORMATS = ['cyclonedx', 'spdx-json', 'spdx3-json'];

describe.skipIf(!isThere)('bills of materials of the corpus images, read back', () => {
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'plimsoll-sbom-'));
    await plimsoll('db', 'update', '-q', '--mirror', join(SHARED!, 'corpus/osv'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  async function plimsoll(...args: string[]): Promise<string> {
    const said = { stdout: '', stderr: '' };
    const output = (name: 'stdout' | 'stderr') => ({ write: (text: string) => void (said[name] += text) });
    const status = await run(args, { PLIMSOLL_CACHE_DIR: dir }, { stdout: output('stdout'), stderr: output('stderr') });
    expect({ status, args }).toEqual({ status: 0, args });
    return said.stdout;
  }

  async function scan(...args: string[]): Promise<ScanDocument> {
    return ScanDocument.parse(JSON.parse(await plimsoll('scan', '-q', '--format', 'json', ...args)));
  }

  /** What is found, whichever set holds it: an image may hold a package twice, a document lists it once. */
  function found({ findings }: ScanDocument): string[] {
    return [
      ...new Set(findings.map(({ id, purl, severity, fixedVersions }) => `${id} ${purl} ${severity} ${fixedVersions.join(' ')}`)),
    ].toSorted();
  }

  it.each(isThere ? imagesOf(layout) : [])('%s', async (image) => {
    const target = `oci:${layout}:${image}`;
    const expected = await scan(target);
    const denied = new Set(expected.notAffected.map(({ id, purl }) => `${id} ${purl}`));
    expect(expected.packages.length).toBeGreaterThan(0);

    for (const format of FORMATS) {
      const file = join(dir, `${image}.${format}.json`);
      await writeFile(file, await plimsoll('scan', '-q', '--format', format, target));
      const bytesUnseen = await scan(`sbom:${file}`);

      // Only the bytes tell that vulnerable code is not linked: without them, what they deny is found.
      expect(found({ ...bytesUnseen, findings: bytesUnseen.findings.filter(({ id, purl }) => !denied.has(`${id} ${purl}`)) })).toEqual(
        found(expected),
      );
      expect(bytesUnseen.packages.map(({ purl }) => purl)).toEqual(expected.packages.map(({ purl }) => purl));
    }

    // The document's own analysis, as statements, says the rest.
    const file = join(dir, `${image}.cyclonedx.json`);
    expect(found(await scan(`sbom:${file}`, '--vex', file))).toEqual(found(expected));
  });
});
