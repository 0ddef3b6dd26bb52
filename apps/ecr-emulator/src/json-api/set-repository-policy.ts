import { PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import { parsePolicy, type Policy } from '../iam/policy.ts';
import { invalidParameter } from '../service-errors.ts';
import { defineOperation, type Operation } from './operation.ts';
import { registryId, repositoryName } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html */
export const setRepositoryPolicy: Operation = defineOperation({
  name: 'SetRepositoryPolicy',
  input: z.object({ registryId, repositoryName, policyText: z.string().max(10_240), force: z.boolean().optional() }),
  run: async (input, { world, key }) => {
    const repository = world.registry.get(key, input.repositoryName);
    repository.policy = { text: input.policyText, statements: toPolicy(input.policyText) };
    await world.saved.keep(repository);
    return { registryId: key.registryId, repositoryName: repository.name, policyText: input.policyText };
  },
});

function toPolicy(text: string): Policy {
  try {
    return parsePolicy(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof PlimsollError) {
      throw invalidParameter('PolicyText', `Invalid repository policy provided: ${error.message}`);
    }
    throw error;
  }
}
