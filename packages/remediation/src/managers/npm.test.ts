import { expect, it } from 'vitest';
import { npm } from './npm.ts';

it('sets members of package.json by npm itself, quoted for a shell', () => {
  const manifest = { path: 'package.json', text: '{"dependencies":{"@a/b.c":"1.0.0"}}' };

  const edits = npm.edits({ name: '@a/b.c', from: ['1.0.0'], to: '1.2.0', range: '>1.0.0-0 <1.2.0' }, manifest, true);

  expect(edits.map(({ command }) => command)).toEqual([
    "npm pkg set 'dependencies[@a/b.c]=1.2.0'",
    "npm pkg set 'overrides[@a/b.c@>1.0.0-0 <1.2.0]=$@a/b.c'",
  ]);
});
