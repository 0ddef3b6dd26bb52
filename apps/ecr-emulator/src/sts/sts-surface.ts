import { authenticate } from '../authenticate.ts';
import { AwsError } from '../aws-error.ts';
import { headerOf, readBody } from '../incoming.ts';
import { textReply } from '../reply.ts';
import type { Surface } from '../surface.ts';
import { toXml } from '../xml.ts';
import { actions } from './actions.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const BODY_LIMIT_BYTES = 64 * 1024;

/** STS names the failures of a signature differently, and answers them with 403. */
const STS_FORM: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  MissingAuthenticationTokenException: { code: 'MissingAuthenticationToken', status: 403 },
  IncompleteSignatureException: { code: 'IncompleteSignature', status: 400 },
  InvalidSignatureException: { code: 'SignatureDoesNotMatch', status: 403 },
  UnrecognizedClientException: { code: 'InvalidClientTokenId', status: 403 },
  ExpiredTokenException: { code: 'ExpiredToken', status: 403 },
};

const byName = new Map(actions.map((action) => [action.name, action]));

/** STS on the same port: a form goes in, XML comes out. */
export const stsSurface: Surface = {
  matches: (incoming) => (headerOf(incoming, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded'),

  prepare: async (incoming) => {
    const body = await readBody(incoming, BODY_LIMIT_BYTES);
    const parameters = new URLSearchParams(body.toString());
    const name = parameters.get('Action') ?? '';
    return {
      operation: byName.has(name) ? `sts/${name}` : 'sts/unknown',
      answer: async ({ world, incoming: seen, entry }) => {
        const caller = authenticate(seen, body, {
          service: 'sts',
          regions: [...world.regions, 'us-east-1'],
          now: () => world.clock.now(),
          findCredential: (id) => world.directory.findCredential(id),
        });
        entry.principal = caller.principal.arn;
        const action = byName.get(name);
        if (!action) throw new AwsError('InvalidAction', `Could not find operation ${name} for version 2011-06-15`);
        const members = { [`${name}Result`]: action.run(parameters, { world, caller }), ResponseMetadata: { RequestId: entry.requestId } };
        return textReply(200, 'text/xml', toXml(`${name}Response`, members, NAMESPACE));
      },
    };
  },

  failure: (error, { requestId }) => {
    const known = error instanceof AwsError ? error : new AwsError('InternalFailure', 'Internal server error', { status: 500 });
    const { code, status } = STS_FORM[known.code] ?? known;
    const type = status >= 500 ? 'Receiver' : 'Sender';
    return textReply(
      status,
      'text/xml',
      toXml('ErrorResponse', { Error: { Type: type, Code: code, Message: known.message }, RequestId: requestId }, NAMESPACE),
    );
  },
};
