import { expect, it } from 'vitest';
import { factIn, inputOf } from '../testing/check-input.ts';
import { worldWritableFiles } from './world-writable-files.ts';

it('world-writable-files', () => {
  const facts = [
    factIn(1, { kind: 'world-writable', path: 'app/x', mode: 0o666 }),
    factIn(1, { kind: 'setuid', path: 'app/y', mode: 0o4755 }),
  ];

  expect(worldWritableFiles.run(inputOf({ facts }))).toMatchObject([
    { message: '1 file or folder may be written by everybody: app/x', evidence: ['app/x 0666'] },
  ]);
});
