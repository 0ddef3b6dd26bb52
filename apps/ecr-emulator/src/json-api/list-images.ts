import { z } from 'zod';
import type { Repository } from '../store/repository.ts';
import { defineOperation, type Operation } from './operation.ts';
import { maxResults, nextToken, registryId, repositoryName, tagStatus } from './parameters.ts';

/** One entry for each tag, and one for each untagged image. @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html */
export const listImages: Operation = defineOperation({
  name: 'ListImages',
  input: z.object({ registryId, repositoryName, filter: z.object({ tagStatus }).default({}), nextToken, maxResults }),
  run: (input, { world, key }) => {
    const repository = world.registry.get(key, input.repositoryName);
    const wanted = input.filter.tagStatus ?? 'ANY';
    const page = world.pageTokens.page(entriesOf(repository, wanted), {
      scope: ['ListImages', key.registryId, key.region, repository.name, wanted],
      maxResults: input.maxResults,
      nextToken: input.nextToken,
    });
    return {
      imageIds: page.items.map(({ digest, tag }) => ({ imageDigest: digest, imageTag: tag })),
      nextToken: page.nextToken,
    };
  },
});

interface Entry {
  readonly digest: string;
  readonly tag: string | undefined;
  readonly sequence: number;
}

function entriesOf(repository: Repository, wanted: 'TAGGED' | 'UNTAGGED' | 'ANY'): Entry[] {
  const tagged: Entry[] = wanted === 'UNTAGGED' ? [] : [...repository.tags.values()];
  const untagged: Entry[] =
    wanted === 'TAGGED'
      ? []
      : [...repository.images.values()]
          .filter(({ tags }) => tags.size === 0)
          .map(({ digest, sequence }) => ({ digest, sequence, tag: undefined }));
  return [...tagged, ...untagged].toSorted((a, b) => a.sequence - b.sequence);
}
