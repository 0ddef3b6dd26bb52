import { z } from 'zod';
import { repositoryArn, registryHost } from '../arn.ts';
import { invalidParameter } from '../service-errors.ts';
import type { Repository } from '../store/repository.ts';
import { defineOperation, type JsonOutput, namedResource, type Operation } from './operation.ts';
import { maxResults, nextToken, registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html */
export const describeRepositories: Operation = defineOperation({
  name: 'DescribeRepositories',
  input: z.object({ registryId, repositoryNames: z.array(repositoryName).min(1).max(100).optional(), nextToken, maxResults }),
  resources: ({ repositoryNames }, context) => (repositoryNames ?? ['*']).map((name) => namedResource(context, name)),
  run: (input, { world, key }) => {
    if (input.repositoryNames) {
      if (input.maxResults !== undefined || input.nextToken !== undefined) {
        throw invalidParameter('repositoryNames', 'repositoryNames cannot be combined with maxResults or nextToken');
      }
      return { repositories: input.repositoryNames.map((name) => toRepository(world.registry.get(key, name))) };
    }
    const { items, nextToken: next } = world.pageTokens.page(world.registry.list(key), {
      scope: ['DescribeRepositories', key.registryId, key.region],
      maxResults: input.maxResults,
      nextToken: input.nextToken,
    });
    return { repositories: items.map(toRepository), nextToken: next };
  },
});

/** A repository as the API describes it. */
export function toRepository(repository: Repository): JsonOutput {
  const { region, registryId: account, name } = repository;
  return {
    repositoryArn: repositoryArn(region, account, name),
    registryId: account,
    repositoryName: name,
    repositoryUri: `${registryHost(region, account)}/${name}`,
    createdAt: repository.createdAt / 1000,
    imageTagMutability: repository.tagMutability,
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  };
}
