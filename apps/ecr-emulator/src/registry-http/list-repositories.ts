import { textReply } from '../reply.ts';
import { pageOf } from './paging.ts';
import type { Route } from './route.ts';

/** The catalog: names of all repositories, 100 a page. */
export const listRepositories: Route = {
  id: 'list-repositories',
  methods: ['GET'],
  kind: 'catalog',
  action: 'DescribeRepositories',
  answer: (request) => {
    const { items, headers } = pageOf(request, request.world.registry.list(request.key), ['catalog']);
    return textReply(200, 'text/plain; charset=utf-8', JSON.stringify({ repositories: items.map(({ name }) => name) }), headers);
  },
};
