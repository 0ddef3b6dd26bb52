import type { Digest } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createLayerUrls } from './layer-urls.ts';
import { sha256 } from './testing/images.ts';

const digest = sha256('layer') as Digest;

function requestOf(url: string) {
  const { pathname, search, host, searchParams } = new URL(url);
  const headers = new Map([['host', [host]]]);
  return { method: 'GET', path: pathname, rawQuery: search.slice(1), query: searchParams, headers, body: emptyBody() };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

it('reads back the layer that it signed for', () => {
  const urls = createLayerUrls('http://localhost:1', createClock());

  expect(urls.verify(requestOf(urls.sign('us-east-1', digest)))).toBe(digest);
});

it('another signer, another path and a missing part are refused', () => {
  const clock = createClock();
  const [urls, others] = [createLayerUrls('http://localhost:1', clock), createLayerUrls('http://localhost:1', clock)];
  const request = requestOf(urls.sign('us-east-1', digest));

  expect(() => others.verify(request)).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch', status: 403 }));
  expect(() => urls.verify({ ...request, path: `${request.path}x` })).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch' }));
  request.query.delete('X-Amz-Date');
  expect(() => urls.verify(request)).toThrow(expect.objectContaining({ code: 'AuthorizationQueryParametersError', status: 400 }));
  expect(() => urls.verify({ ...request, query: new URLSearchParams() })).toThrow(expect.objectContaining({ code: 'AccessDenied' }));
});

it('gives another URL each time', () => {
  const urls = createLayerUrls(
    'http://localhost:1',
    createClock(() => 0),
  );

  expect(urls.sign('us-east-1', digest)).not.toBe(urls.sign('us-east-1', digest));
});
