import { z } from 'zod';
import { imageNotFound, invalidParameter } from '../service-errors.ts';
import { findImage, type Repository, sizeOf, type StoredImage } from '../store/repository.ts';
import { defineOperation, type JsonOutput, type Operation } from './operation.ts';
import { imageIds, maxResults, nextToken, registryId, repositoryName, tagStatus } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export const describeImages: Operation = defineOperation({
  name: 'DescribeImages',
  input: z.object({
    registryId,
    repositoryName,
    imageIds: imageIds.optional(),
    filter: z.object({ tagStatus, imageStatus: z.enum(['ACTIVE', 'ARCHIVED', 'ACTIVATING', 'ANY']).optional() }).default({}),
    nextToken,
    maxResults,
  }),
  run: (input, { world, key }) => {
    const repository = world.registry.get(key, input.repositoryName);
    if (input.imageIds) {
      if (input.maxResults !== undefined || input.nextToken !== undefined) {
        throw invalidParameter('imageIds', 'imageIds cannot be combined with maxResults or nextToken');
      }
      return { imageDetails: input.imageIds.map((id) => toDetail(repository, requireImage(repository, id))) };
    }
    const { tagStatus: wanted = 'ANY', imageStatus = 'ACTIVE' } = input.filter;
    // Nothing is ever archived here.
    const shown = imageStatus === 'ACTIVE' || imageStatus === 'ANY' ? repository.images.values() : [];
    const page = world.pageTokens.page(filterByTag(shown, wanted), {
      scope: ['DescribeImages', key.registryId, key.region, repository.name, wanted, imageStatus],
      maxResults: input.maxResults,
      nextToken: input.nextToken,
    });
    return { imageDetails: page.items.map((image) => toDetail(repository, image)), nextToken: page.nextToken };
  },
});

function requireImage(repository: Repository, id: { imageDigest?: string | undefined; imageTag?: string | undefined }): StoredImage {
  const image = id.imageDigest === undefined && id.imageTag === undefined ? undefined : findImage(repository, id);
  if (!image) throw imageNotFound(id, repository.name, repository.registryId);
  return image;
}

function* filterByTag(images: Iterable<StoredImage>, wanted: 'TAGGED' | 'UNTAGGED' | 'ANY'): Generator<StoredImage> {
  for (const image of images) if (wanted === 'ANY' || image.tags.size > 0 === (wanted === 'TAGGED')) yield image;
}

function toDetail(repository: Repository, image: StoredImage): JsonOutput {
  return {
    registryId: repository.registryId,
    repositoryName: repository.name,
    imageDigest: image.digest,
    imageTags: image.tags.size > 0 ? [...image.tags] : undefined,
    imageSizeInBytes: sizeOf(repository, image),
    imagePushedAt: image.pushedAt / 1000,
    imageManifestMediaType: image.mediaType,
    artifactMediaType: image.artifactMediaType,
    lastRecordedPullTime: image.pulledAt === undefined ? undefined : image.pulledAt / 1000,
    subjectManifestDigest: image.subject,
    imageStatus: 'ACTIVE',
  };
}
