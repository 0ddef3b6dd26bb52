import { expect, it } from 'vitest';
import { requestedNames } from './npm-lock.ts';

it('lists what packages ask for, and not what the application does', () => {
  const packages = {
    '': { dependencies: { own: '1' } },
    'node_modules/a': { dependencies: { b: '1' }, optionalDependencies: { c: '1' }, peerDependencies: { d: '1' } },
    'node_modules/b': {},
    'node_modules/e': null,
  };

  expect([...requestedNames(JSON.stringify({ packages }))!].toSorted()).toEqual(['b', 'c', 'd']);
});

it.each(['', '{', '{}', '{"dependencies":{}}', '{"packages":[]}', 'null'])('knows nothing from %s', (text) => {
  expect(requestedNames(text)).toBeUndefined();
});
