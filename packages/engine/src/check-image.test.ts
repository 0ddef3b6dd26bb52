import type { CheckResult } from '@plimsoll/checks';
import { buildImage } from '@plimsoll/testkit';
import { describe, expect, it } from 'vitest';
import { checkImage, type CheckImageOptions } from './check-image.ts';
import { readImage, type ReadImage } from './read-image.ts';
import { sourceOf } from './testing/built-source.ts';

const base = buildImage({
  layers: [{ files: { 'usr/bin/su': { content: 'ELF', mode: 0o4755 } }, instruction: 'ADD file:0123 in /' }],
  config: { Env: ['BASE_TOKEN=k9ZpQ2wvLm'] },
  emptyInstructions: ['CMD ["sh"]'],
});
const image = buildImage({
  base,
  layers: [
    { files: { 'app/.env': 'DB_PASSWORD=k9ZpQ2wvLm\n', 'app/main.js': '' }, instruction: 'COPY . /app # buildkit' },
    { files: {}, removes: ['app/.env'], instruction: 'RUN |1 NPM_TOKEN=k9ZpQ2wvLm /bin/sh -c rm /app/.env # buildkit' },
  ],
  config: { Env: ['BASE_TOKEN=k9ZpQ2wvLm', 'APP_TOKEN=k9ZpQ2wvLx'], User: 'root' },
  emptyInstructions: ['USER root'],
});

async function check(options: CheckImageOptions, failing: string): Promise<CheckResult[]> {
  return checkImage(await read(), options).filter(({ id, status }) => id === failing && status === 'fail');
}

const read = (built = image): Promise<ReadImage> => readImage(sourceOf(built));

describe('checkImage', () => {
  it('finds a secret that a later layer deletes, in the layer that brought it', async () => {
    expect(await check({ baseLayers: 1 }, 'CIS-4.10-files')).toMatchObject([
      { layer: 1, origin: 'application', evidence: ['app/.env:1: k9****'], message: expect.stringContaining('a later layer deletes') },
    ]);
  });

  it('tells build arguments by their layer', async () => {
    expect(await check({ baseLayers: 1 }, 'CIS-4.10-build')).toMatchObject([
      { layer: 2, origin: 'application', evidence: ['NPM_TOKEN=k9****'] },
    ]);
  });

  it('leaves to the base what is its own', async () => {
    const { image: opened } = await read(base);

    expect(await check({ baseLayers: 1, baseConfig: opened.config }, 'CIS-4.10-env')).toMatchObject([
      { message: 'ENV BASE_TOKEN holds a secret', origin: 'base' },
      { message: 'ENV APP_TOKEN holds a secret', origin: 'application' },
    ]);
    expect(await check({ baseLayers: 1 }, 'CIS-4.8')).toMatchObject([{ layer: 0, origin: 'base', evidence: ['usr/bin/su 4755'] }]);
  });

  it('says unknown where nobody knows the base', async () => {
    const results = checkImage(await read()).filter(({ status }) => status === 'fail');

    expect(new Set(results.map(({ origin }) => origin))).toEqual(new Set(['unknown']));
  });

  it('passes on what is known beside the bytes', async () => {
    expect(await check({ tag: 'latest' }, 'latest-tag')).toHaveLength(1);
    expect(await check({ tag: '1', mutableTags: true }, 'mutable-tag')).toHaveLength(1);
    expect(await check({ baseOutdated: { name: 'debian:12', reasons: ['old'] } }, 'stale-base')).toHaveLength(1);
  });

  it('shows no secret whole', async () => {
    expect(JSON.stringify(checkImage(await read()))).not.toMatch(/k9ZpQ2wvL/);
  });
});
