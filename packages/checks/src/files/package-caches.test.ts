import { expect, it } from 'vitest';
import { packageCacheOf } from './package-caches.ts';

it.each([
  ['var/lib/apt/lists/deb.debian.org_main_Packages', 'apt'],
  ['var/cache/apt/archives/curl.deb', 'apt archives'],
  ['var/cache/apk/APKINDEX.tar.gz', 'apk'],
  ['var/cache/dnf/x/y.solv', 'dnf'],
  ['root/.cache/pip/http/a', 'pip'],
  ['home/app/.cache/pip/http/a', 'pip'],
  ['home/app/.npm/_cacache/index', 'npm'],
])('%s is of %s', (path, manager) => {
  expect(packageCacheOf(path)?.manager).toBe(manager);
});

it.each([
  'var/lib/apt/lists/lock',
  'var/lib/apt/extended_states',
  'var/cache/apt/',
  'root/.cache/other',
  'home/.cache',
  'srv/root/.cache/pip/x',
  'usr/bin/apt',
])('%s is of none', (path) => {
  expect(packageCacheOf(path)).toBeUndefined();
});
