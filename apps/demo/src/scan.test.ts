import type { Endpoint } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ApiClient } from './api-client.ts';
import { imagesOf, loadAdvisories } from './scan.ts';

/** An API that gives its answers in turn, each to the path that it is for. */
function answering(answers: readonly (readonly [path: string, answer: unknown])[]): ApiClient {
  const left = [...answers];
  return {
    call: async <R extends z.ZodType>({ path, response }: Endpoint<z.ZodType, z.ZodType, z.ZodType, R>) => {
      const index = left.findIndex(([wanted]) => wanted === path);
      return response.parse(left.splice(index, 1)[0]?.[1]);
    },
    signIn: async () => undefined,
  };
}

const contextOf = (api: ApiClient) => ({ api, signal: new AbortController().signal, report: () => undefined });
const LATER = '2999-01-01T00:00:00.000Z';
const EARLIER = '2020-01-01T00:00:00.000Z';

describe('loadAdvisories', () => {
  it('waits for an update that began after it was asked for', async () => {
    const api = answering([
      ['/api/advisories/update', { ok: true }],
      ['/api/advisories', { updating: false, updatedAt: EARLIER, records: 1, feeds: [] }],
      ['/api/advisories', { updating: true, updatedAt: LATER, records: 2, feeds: [] }],
      ['/api/advisories', { updating: false, updatedAt: LATER, records: 68, feeds: [] }],
    ]);

    expect(await loadAdvisories(contextOf(api))).toBe(68);
  });

  it('fails with the words of the feed that failed', async () => {
    const feeds = [{ id: 'npm', url: '/mirror/npm/all.zip', records: 0, error: 'npm/all.zip is not a zip' }];
    const api = answering([
      ['/api/advisories/update', { ok: true }],
      ['/api/advisories', { updating: false, updatedAt: LATER, records: 1, feeds }],
    ]);

    await expect(loadAdvisories(contextOf(api))).rejects.toMatchObject({
      code: 'FEED_UNAVAILABLE',
      message: 'the advisories were not loaded: npm/all.zip is not a zip',
    });
  });
});

describe('imagesOf', () => {
  it('follows the pages to the last', async () => {
    const api = answering([
      ['/api/images', { rows: [], total: 0, nextCursor: 'a' }],
      ['/api/images', { rows: [], total: 0 }],
    ]);

    expect(await imagesOf(1, contextOf(api))).toEqual([]);
  });
});
