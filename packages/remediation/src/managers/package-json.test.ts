import { describe, expect, it } from 'vitest';
import type { ManifestFile, PackageManager } from './manager.ts';
import { npm } from './npm.ts';
import { pnpm } from './pnpm.ts';
import { yarn } from './yarn.ts';

const pin = { name: 'left', from: ['1.0.0'], to: '1.2.0', range: '<1.2.0' };

function manifest(content: object): ManifestFile {
  return { path: 'srv/app/package.json', text: JSON.stringify(content) };
}

function editsOf(manager: PackageManager, content: object | undefined, isAskedByOthers: boolean): string[][] {
  const edits = manager.edits(pin, content === undefined ? undefined : manifest(content), isAskedByOthers);
  return edits.map(({ kind, before, after }) => [kind, before, after]);
}

it.each([npm, pnpm, yarn])('$id changes what the application asks for, in whichever group', (manager) => {
  for (const group of ['dependencies', 'optionalDependencies', 'devDependencies']) {
    expect(editsOf(manager, { [group]: { left: '^1.0.0' } }, false)).toEqual([['dependency', '"left": "^1.0.0"', '"left": "1.2.0"']]);
  }
});

describe('what dependencies ask for', () => {
  it.each`
    manager | after
    ${npm}  | ${'"overrides": { "left@<1.2.0": "1.2.0" }'}
    ${pnpm} | ${'"pnpm": { "overrides": { "left@<1.2.0": "1.2.0" } }'}
    ${yarn} | ${'"resolutions": { "left": "1.2.0" }'}
  `('$manager.id: $after', ({ manager, after }) => {
    expect(editsOf(manager, { dependencies: {} }, true)).toEqual([['override', '', after]]);
    expect(editsOf(manager, undefined, true)).toEqual([['override', '', after]]);
  });

  it.each`
    manager | after
    ${npm}  | ${'"overrides": { "left@<1.2.0": "$left" }'}
    ${pnpm} | ${'"pnpm": { "overrides": { "left@<1.2.0": "$left" } }'}
    ${yarn} | ${'"resolutions": { "left": "1.2.0" }'}
  `('$manager.id beside the application: $after', ({ manager, after }) => {
    expect(editsOf(manager, { dependencies: { left: '1.0.0' } }, true)[1]).toEqual(['override', '', after]);
  });
});

it('shows the override that stands there already', () => {
  expect(editsOf(yarn, { resolutions: { left: '1.1.0' } }, true)).toEqual([
    ['override', '"resolutions": { "left": "1.1.0" }', '"resolutions": { "left": "1.2.0" }'],
  ]);
});

it('names the file, or the usual one', () => {
  expect(npm.edits(pin, manifest({}), true)[0]?.file).toBe('srv/app/package.json');
  expect(npm.edits(pin, undefined, true)[0]?.file).toBe('package.json');
});

it.each(['', '{', '[]', 'null', '{"dependencies":[]}', '{"dependencies":{"left":1}}', '{"dependencies":null}'])(
  'knows nothing from the manifest %s',
  (text) => {
    expect(npm.declared(text, 'left')).toBeUndefined();
    expect(npm.edits(pin, { path: 'package.json', text }, true).map(({ kind }) => kind)).toEqual(['override']);
  },
);

it('is not fooled by names that every object has', () => {
  expect(npm.declared('{"dependencies":{}}', 'constructor')).toBeUndefined();
});
