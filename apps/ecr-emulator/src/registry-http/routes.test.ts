import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { routes } from './routes.ts';

const NOT_ROUTES = [
  'authorization-token.ts',
  'paging.ts',
  'registry-errors.ts',
  'registry-path.ts',
  'registry-surface.ts',
  'route.ts',
  'routes.ts',
  'upload-headers.ts',
];

it('lists every route file, once, under the name of its file', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !NOT_ROUTES.includes(file),
  );

  expect(routes.map(({ id }) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
});

it('answers a method of a kind of path by one route only', () => {
  const served = routes.flatMap(({ kind, methods }) => methods.map((method) => `${method} ${kind}`));

  expect(new Set(served).size).toBe(served.length);
});
