import { isDigest, type Digest } from '@plimsoll/model';
import { AwsError } from '../aws-error.ts';
import type { World } from '../world.ts';
import type { Repository } from './repository.ts';

/**
 * Ends an upload: what came must have the digest that the client says.
 *
 * @throws AwsError EmptyUploadException, InvalidLayerException, UploadNotFoundException
 */
export async function completeUpload(world: World, repository: Repository, uploadId: string, expected: string): Promise<Digest> {
  const { bytes, digest } = world.uploads.finish(repository, uploadId);
  if (bytes.byteLength === 0) throw new AwsError('EmptyUploadException', 'The upload does not contain any layer parts');
  if (digest !== expected || !isDigest(digest)) {
    throw new AwsError('InvalidLayerException', `Layer digest '${expected}' does not match the digest '${digest}' of the uploaded layer`);
  }
  await world.blobs.put(digest, bytes);
  repository.uploaded.add(digest);
  await world.saved.keep(repository);
  return digest;
}
