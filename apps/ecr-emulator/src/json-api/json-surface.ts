import { authenticate } from '../authenticate.ts';
import { AwsError } from '../aws-error.ts';
import { headerOf, readBody } from '../incoming.ts';
import { textReply } from '../reply.ts';
import type { Surface } from '../surface.ts';
import { operations } from './operations.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.1';
const TARGET_PREFIX = 'AmazonEC2ContainerRegistry_V20150921.';

/** A layer part of 20 MiB grows by a third as base64. */
const BODY_LIMIT_BYTES = 28 * 1024 * 1024;

const byName = new Map(operations.map((operation) => [operation.name, operation]));

/** AWS JSON 1.1: `POST /` with the operation in `x-amz-target`. What no other surface takes comes here. */
export const jsonSurface: Surface = {
  matches: () => true,

  prepare: async (incoming) => {
    const target = headerOf(incoming, 'x-amz-target') ?? '';
    const name = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : target;
    const body = await readBody(incoming, BODY_LIMIT_BYTES);
    return {
      operation: byName.has(name) ? name : 'unknown',
      answer: async ({ world, entry }) => {
        const operation = byName.get(name);
        if (!operation || incoming.method !== 'POST' || !target.startsWith(TARGET_PREFIX))
          throw new AwsError('UnknownOperationException', '');
        const caller = authenticate(incoming, body, {
          service: 'ecr',
          regions: world.regions,
          now: () => world.clock.now(),
          findCredential: (id) => world.directory.findCredential(id),
        });
        entry.principal = caller.principal.arn;
        const output = await operation.call(parseBody(body), { world, caller, entry });
        return textReply(200, CONTENT_TYPE, JSON.stringify(output));
      },
    };
  },

  failure: (error) => {
    const { code, message, status, members, retryAfterSeconds } =
      error instanceof AwsError ? error : new AwsError('ServerException', 'Internal server error', { status: 500 });
    return textReply(status, CONTENT_TYPE, JSON.stringify({ __type: code, message, ...members }), {
      'x-amzn-errortype': code,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    });
  },
};

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw new AwsError('SerializationException', 'the request body is not JSON');
    throw error;
  }
}
