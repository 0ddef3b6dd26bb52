import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { cacheFolder, layerFolder, storeFolder } from './environment.ts';

it.each`
  environment                                            | cache                             | store
  ${{}}                                                  | ${`${homedir()}/.cache/plimsoll`} | ${`${homedir()}/.cache/plimsoll/advisories`}
  ${{ XDG_CACHE_HOME: '/x' }}                            | ${'/x/plimsoll'}                  | ${'/x/plimsoll/advisories'}
  ${{ XDG_CACHE_HOME: '/x', PLIMSOLL_CACHE_DIR: '/p' }}  | ${'/p'}                           | ${'/p/advisories'}
  ${{ PLIMSOLL_CACHE_DIR: '/p', PLIMSOLL_DB_DIR: '/d' }} | ${'/p'}                           | ${'/d'}
`('$environment', ({ environment, cache, store }) => {
  expect(cacheFolder(environment)).toBe(cache);
  expect(layerFolder(environment)).toBe(`${cache}/layers`);
  expect(storeFolder(environment)).toBe(store);
});
