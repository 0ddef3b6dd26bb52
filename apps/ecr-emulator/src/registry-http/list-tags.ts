import { textReply } from '../reply.ts';
import { pageOf } from './paging.ts';
import type { Route } from './route.ts';

/** The tags of a repository, 100 a page. */
export const listTags: Route = {
  id: 'list-tags',
  methods: ['GET'],
  kind: 'tags',
  action: 'ListImages',
  answer: (request) => {
    const { name, tags } = request.repository();
    const { items, headers } = pageOf(request, tags.values(), ['tags', name]);
    return textReply(200, 'text/plain; charset=utf-8', JSON.stringify({ name, tags: items.map(({ tag }) => tag) }), headers);
  },
};
