import { repositoryArn } from '../arn.ts';
import { AwsError } from '../aws-error.ts';
import type { Caller } from '../authenticate.ts';
import { authorize } from '../iam/authorize.ts';
import { headerOf, type Incoming } from '../incoming.ts';
import type { RegistryKey } from '../store/registry.ts';
import type { Surface } from '../surface.ts';
import type { World } from '../world.ts';
import { registryFailure } from './registry-errors.ts';
import { parseRegistryPath } from './registry-path.ts';
import { routes } from './routes.ts';

/** The registry HTTP API, which docker, skopeo and crane speak. @see https://github.com/opencontainers/distribution-spec */
export const registrySurface: Surface = {
  matches: ({ path }) => path === '/v2' || path.startsWith('/v2/'),

  prepare: async (incoming) => {
    const path = parseRegistryPath(incoming.path);
    const sameKind = routes.filter((candidate) => candidate.kind === path?.kind);
    const route = sameKind.find(({ methods }) => methods.includes(incoming.method));
    return {
      operation: route ? `registry/${route.id}` : 'registry/unknown',
      answer: async ({ world, incoming: seen, entry }) => {
        const caller = callerOf(seen, world);
        entry.principal = caller.principal.arn;
        if (!path) throw new AwsError('NotFoundException', 'Not Found');
        if (!route) throw new AwsError('UnsupportedException', 'The operation is unsupported.');
        const key = keyOf(seen, caller);
        const name = path.name ?? '*';
        if (path.name !== undefined) entry.repository = path.name;
        if (route.action !== undefined) {
          world.throttles.take(route.action, `${caller.principal.account}/${caller.region}`);
          authorize({
            principal: caller.principal,
            action: `ecr:${route.action}`,
            resources: [{ arn: repositoryArn(key.region, key.registryId, name), repository: world.registry.find(key, name) }],
            registryId: key.registryId,
            region: key.region,
          });
        }
        const reply = await route.answer({
          world,
          incoming: seen,
          entry,
          caller,
          key,
          reference: path.reference,
          repository: () => world.registry.get(key, name),
        });
        return { ...reply, headers: { 'docker-distribution-api-version': 'registry/2.0', ...reply.headers } };
      },
    };
  },

  failure: (error, { incoming }) => registryFailure(error, headerOf(incoming, 'host') ?? 'localhost'),
};

/** Who the Basic credential stands for. @throws AwsError Unauthorized; AccessDeniedException if it has expired */
function callerOf(incoming: Incoming, world: World): Caller {
  const [scheme, token = ''] = (headerOf(incoming, 'authorization') ?? '').split(' ');
  const reading = scheme?.toLowerCase() === 'basic' ? world.authorizationTokens.read(token) : undefined;
  if (reading?.state === 'expired') {
    throw new AwsError('AccessDeniedException', 'Your authorization token has expired. Reauthenticate and try again.');
  }
  const credential = reading?.state === 'valid' ? world.directory.findCredential(reading.accessKeyId) : undefined;
  if (reading?.state !== 'valid' || !credential) throw new AwsError('Unauthorized', 'Not Authorized');
  return { principal: credential.principal(), region: reading.region };
}

/** The registry is the one of the host name where that has an account, as Amazon's does; else the caller's own. */
function keyOf(incoming: Incoming, caller: Caller): RegistryKey {
  const named = /^(\d{12})\.dkr\./.exec(headerOf(incoming, 'host') ?? '');
  return { registryId: named?.[1] ?? caller.principal.account, region: caller.region };
}
