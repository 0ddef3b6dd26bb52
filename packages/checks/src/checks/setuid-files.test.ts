import { expect, it } from 'vitest';
import { factIn, inputOf } from '../testing/check-input.ts';
import { setuidFiles } from './setuid-files.ts';

it('setuid-files: once a layer, without those that are gone', () => {
  const facts = [
    factIn(0, { kind: 'setuid', path: 'usr/bin/su', mode: 0o4755 }),
    factIn(0, { kind: 'setgid', path: 'usr/bin/wall', mode: 0o2755 }),
    factIn(1, { kind: 'setuid', path: 'app/helper', mode: 0o4755 }),
    factIn(1, { kind: 'setuid', path: 'app/gone', mode: 0o4755 }, true),
    factIn(1, { kind: 'world-writable', path: 'app/x', mode: 0o666 }),
  ];

  expect(setuidFiles.run(inputOf({ facts }))).toEqual([
    {
      message: '2 setuid or setgid files: usr/bin/su, usr/bin/wall',
      layer: 0,
      evidence: ['usr/bin/su 4755', 'usr/bin/wall 2755'],
      origin: 'base',
    },
    { message: '1 setuid or setgid file: app/helper', layer: 1, evidence: ['app/helper 4755'], origin: 'application' },
  ]);
});
