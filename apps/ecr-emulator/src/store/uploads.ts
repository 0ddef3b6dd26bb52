import { createHash, type Hash, randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { uploadNotFound } from '../service-errors.ts';
import type { Repository } from './repository.ts';

/** A layer under way. */
export interface Upload {
  readonly id: string;
  readonly receivedBytes: number;
}

/** Layers that are being uploaded, in memory until they are complete. */
export interface Uploads {
  start(repository: Repository): Upload;
  /** @throws AwsError UploadNotFoundException */
  get(repository: Repository, id: string): Upload;
  /** Adds bytes at the end. @throws AwsError UploadNotFoundException, LimitExceededException */
  append(repository: Repository, id: string, bytes: Uint8Array): Upload;
  /** Ends the upload and gives its bytes. @throws AwsError UploadNotFoundException */
  finish(repository: Repository, id: string): { readonly bytes: Buffer; readonly digest: string };
}

interface Running {
  readonly repository: Repository;
  readonly chunks: Uint8Array[];
  readonly hash: Hash;
  size: number;
}

/** One upload may have so many bytes: it is held in memory. */
const LIMIT_BYTES = 2 * 1024 ** 3;

export function createUploads(): Uploads {
  const running = new Map<string, Running>();

  const find = (repository: Repository, id: string): Running => {
    const upload = running.get(id);
    if (upload?.repository !== repository) throw uploadNotFound(id, repository.name, repository.registryId);
    return upload;
  };

  return {
    start: (repository) => {
      const id = randomUUID();
      running.set(id, { repository, chunks: [], hash: createHash('sha256'), size: 0 });
      return { id, receivedBytes: 0 };
    },
    get: (repository, id) => ({ id, receivedBytes: find(repository, id).size }),
    append: (repository, id, bytes) => {
      const upload = find(repository, id);
      if (upload.size + bytes.byteLength > LIMIT_BYTES) {
        running.delete(id);
        throw new AwsError('LimitExceededException', `A layer may have at most ${LIMIT_BYTES} bytes here`);
      }
      upload.chunks.push(bytes);
      upload.hash.update(bytes);
      upload.size += bytes.byteLength;
      return { id, receivedBytes: upload.size };
    },
    finish: (repository, id) => {
      const upload = find(repository, id);
      running.delete(id);
      return { bytes: Buffer.concat(upload.chunks), digest: `sha256:${upload.hash.digest('hex')}` };
    },
  };
}
