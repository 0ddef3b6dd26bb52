import { z } from 'zod';
import { toRepository } from './describe-repositories.ts';
import { defineOperation, type Operation } from './operation.ts';
import { registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export const createRepository: Operation = defineOperation({
  name: 'CreateRepository',
  input: z.object({ registryId, repositoryName, imageTagMutability: z.enum(['MUTABLE', 'IMMUTABLE']).optional() }),
  run: async (input, { world, key }) => {
    const repository = world.registry.create(key, input.repositoryName, {
      createdAt: world.clock.now(),
      tagMutability: input.imageTagMutability,
    });
    await world.saved.keep(repository);
    return { repository: toRepository(repository) };
  },
});
