import type { Upload } from '../store/uploads.ts';

/** What tells a client where its upload stands. */
export function uploadHeaders(repositoryName: string, upload: Upload): Record<string, string> {
  return {
    location: `/v2/${repositoryName}/blobs/uploads/${upload.id}`,
    'docker-upload-uuid': upload.id,
    range: `0-${Math.max(0, upload.receivedBytes - 1)}`,
  };
}
