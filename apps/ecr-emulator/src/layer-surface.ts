import { AwsError } from './aws-error.ts';
import { headerOf } from './incoming.ts';
import { LAYER_PATH } from './layer-urls.ts';
import { type Reply, textReply } from './reply.ts';
import type { StoredBlob } from './store/blobs.ts';
import type { Surface } from './surface.ts';
import { toXml } from './xml.ts';

/** Layer downloads as S3 gives them: presigned, GET only, ranges, errors in XML. */
export const layerSurface: Surface = {
  matches: ({ path }) => path.startsWith(LAYER_PATH),

  prepare: async () => ({
    operation: 'layers/get',
    answer: async ({ world, incoming, entry }) => {
      const digest = world.layerUrls.verify(incoming);
      entry.digest = digest;
      const blob = await world.blobs.find(digest);
      if (!blob) throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
      return blobReply(blob, digest, headerOf(incoming, 'range'));
    },
  }),

  failure: (error, { requestId }) => {
    const { code, message, status, members } =
      error instanceof AwsError
        ? error
        : new AwsError('InternalError', 'We encountered an internal error. Please try again.', { status: 500 });
    return textReply(status, 'application/xml', toXml('Error', { Code: code, Message: message, ...members, RequestId: requestId }));
  },
};

function blobReply(blob: StoredBlob, digest: string, range: string | undefined): Reply {
  const headers = {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: `"${digest.slice('sha256:'.length, 'sha256:'.length + 32)}"`,
  };
  const wanted = range === undefined ? undefined : parseRange(range, blob.sizeBytes);
  if (wanted === undefined) {
    return { status: 200, headers, body: { sizeBytes: blob.sizeBytes, open: () => blob.open(0, blob.sizeBytes) } };
  }
  const { start, end } = wanted;
  if (start >= end) {
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', {
      status: 416,
      members: { RangeRequested: range, ActualObjectSize: blob.sizeBytes },
    });
  }
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${start}-${end - 1}/${blob.sizeBytes}` },
    body: { sizeBytes: end - start, open: () => blob.open(start, end) },
  };
}

/** One range, as start (included) and end (not included), empty if it lies outside; undefined for what S3 ignores. */
function parseRange(range: string, sizeBytes: number): { start: number; end: number } | undefined {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range);
  if (!parts) return undefined;
  const [, first = '', last = ''] = parts;
  if (first === '' && last === '') return undefined;
  if (first === '') return { start: Math.max(0, sizeBytes - Number(last)), end: sizeBytes };
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return { start: Number(first), end: last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1) };
}
