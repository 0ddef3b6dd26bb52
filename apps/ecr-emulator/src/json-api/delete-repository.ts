import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { toRepository } from './describe-repositories.ts';
import { defineOperation, type Operation } from './operation.ts';
import { registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html */
export const deleteRepository: Operation = defineOperation({
  name: 'DeleteRepository',
  input: z.object({ registryId, repositoryName, force: z.boolean().optional() }),
  run: async (input, { world, key }) => {
    const repository = world.registry.get(key, input.repositoryName);
    if (repository.images.size > 0 && input.force !== true) {
      throw new AwsError(
        'RepositoryNotEmptyException',
        `The repository with name '${repository.name}' in registry with id '${key.registryId}' cannot be deleted because it still contains images`,
      );
    }
    world.registry.delete(key, repository.name);
    await world.saved.forget(repository);
    return { repository: toRepository(repository) };
  },
});
