import { emptyReply } from '../reply.ts';
import type { Route } from './route.ts';

/** `GET /v2/`: is the token good? Clients ask without one first, to see the challenge. */
export const ping: Route = {
  id: 'ping',
  methods: ['GET', 'HEAD'],
  kind: 'base',
  action: undefined,
  answer: () => emptyReply(200),
};
