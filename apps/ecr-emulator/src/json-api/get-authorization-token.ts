import { z } from 'zod';
import { registryHost } from '../arn.ts';
import { defineOperation, type Operation } from './operation.ts';
import { registryId } from './parameters.ts';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html */
export const getAuthorizationToken: Operation = defineOperation({
  name: 'GetAuthorizationToken',
  input: z.object({ registryId, registryIds: z.array(registryId.unwrap()).min(1).max(10).optional() }),
  resources: () => [{ arn: '*', repository: undefined }],
  run: ({ registryIds }, { world, caller }) => ({
    authorizationData: (registryIds ?? [caller.principal.account]).map((account) => {
      const { token, expiresAt } = world.authorizationTokens.issue(caller);
      return { authorizationToken: token, expiresAt: expiresAt / 1000, proxyEndpoint: `https://${registryHost(caller.region, account)}` };
    }),
  }),
});
