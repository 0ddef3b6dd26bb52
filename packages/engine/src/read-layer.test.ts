import { defaultLimits } from '@plimsoll/image';
import { parseDigest } from '@plimsoll/model';
import { buildImage } from '@plimsoll/testkit';
import { expect, it } from 'vitest';
import { analyzeLayer } from './read-layer.ts';
import { sourceOf } from './testing/built-source.ts';

const image = buildImage({
  layers: [
    {
      files: {
        'lib/apk/db/installed': 'P:musl\nV:1.2.5-r0\n\n',
        'srv/node_modules/broken/package.json': '{',
        'srv/README.md': '# nobody reads this',
        'var/lib/dpkg/info/python3-x.list': '/usr/lib/python3/dist-packages/x.dist-info/METADATA\n/usr/share/doc/x.gz\n',
      },
    },
  ],
});
const [built] = image.layers;
const layer = {
  digest: parseDigest(built!.digest),
  diffId: parseDigest(built!.diffId),
  mediaType: built!.mediaType,
  sizeBytes: built!.bytes.length,
};

it('keeps what analyzers found, and only the ownership that somebody will ask for', async () => {
  let bytes = 0;

  const { files, tree } = await analyzeLayer(sourceOf(image), layer, { onBytes: (more) => (bytes += more) });

  expect(files.map(({ path, analyzer }) => [path, analyzer])).toEqual([
    ['lib/apk/db/installed', 'os/apk'],
    ['srv/node_modules/broken/package.json', 'lang/npm'],
    ['var/lib/dpkg/info/python3-x.list', 'os/dpkg-files'],
  ]);
  expect(files[1]?.analysis.problems).toMatchObject([{ code: 'MALFORMED_FILE' }]);
  expect(files[2]?.analysis.ownership).toEqual([{ owner: 'python3-x', paths: ['usr/lib/python3/dist-packages/x.dist-info/METADATA'] }]);
  expect(tree.diffId).toBe(layer.diffId);
  expect(bytes).toBe(layer.sizeBytes);
});

it('gathers what checks ask for, in the same pass, of files that no analyzer wants', async () => {
  const [app] = buildImage({
    layers: [
      {
        files: {
          'usr/bin/su': { content: 'ELF', mode: 0o4755 },
          'app/.env': 'DB_PASSWORD=k9ZpQ2wvLm\n',
          'app/binary.env': 'DB_PASSWORD=k9ZpQ2wvLm\0',
          'app/deep/below/many/folders/config.yml': 'a: b\n',
        },
      },
    ],
  }).layers;
  const source = sourceOf({ ...image, blobs: [{ ...app!, mediaType: app!.mediaType }] });
  const descriptor = {
    digest: parseDigest(app!.digest),
    diffId: parseDigest(app!.diffId),
    mediaType: app!.mediaType,
    sizeBytes: app!.bytes.length,
  };

  const { facts, files, tree } = await analyzeLayer(source, descriptor);

  expect(facts).toMatchObject({
    facts: [
      { kind: 'secret', path: 'app/.env', line: 1, evidence: 'k9****' },
      { kind: 'setuid', path: 'usr/bin/su', mode: 0o4755 },
    ],
    omitted: 0,
  });
  expect(files).toEqual([]);
  expect(tree.shadows).toContain('app/deep/below/many/folders/config.yml');
});

it('reports a file that is too large for its analyzer, and reads the rest', async () => {
  const { files } = await analyzeLayer(sourceOf(image), layer, { limits: { ...defaultLimits, memoryFileBytes: 10 } });

  expect(files.find(({ path }) => path === 'lib/apk/db/installed')?.analysis).toMatchObject({
    packages: [],
    problems: [{ path: 'lib/apk/db/installed' }],
  });
});
