import { expect, it } from 'vitest';
import type { FileFact } from '../files/file-fact.ts';
import { factIn, inputOf } from '../testing/check-input.ts';
import { secretsInFiles } from './secrets-in-files.ts';

const secret: FileFact = {
  kind: 'secret',
  path: 'root/.npmrc',
  rule: 'npm-token',
  title: 'npm token',
  severity: 'critical',
  line: 3,
  evidence: 'npm_****xy',
};

it('secrets-in-files: also those that a later layer deletes', () => {
  expect(secretsInFiles.run(inputOf({ facts: [factIn(1, secret), factIn(0, secret, true)] }))).toEqual([
    {
      message: 'root/.npmrc holds a secret: npm token',
      severity: 'critical',
      layer: 1,
      evidence: ['root/.npmrc:3: npm_****xy'],
      origin: 'application',
    },
    {
      message: 'root/.npmrc holds a secret: npm token; a later layer deletes or replaces the file, but the image still has it',
      severity: 'critical',
      layer: 0,
      evidence: ['root/.npmrc:3: npm_****xy'],
      origin: 'base',
    },
  ]);
});
