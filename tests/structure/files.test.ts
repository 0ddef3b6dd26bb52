import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, sourceFiles } from './source-files.ts';

const MAX_LINES = 400;
const NAMELESS = /^(?:utils?|helpers?|common|misc|shared-utils|lib)$/;

it('no file is so long that it is several', () => {
  const long = sourceFiles().filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1 > MAX_LINES);

  expect(long).toEqual([]);
});

it('every name says what is inside, in lower case', () => {
  const nameless = sourceFiles().filter((file) =>
    file.split('/').some((part) => NAMELESS.test(part.replace(/(?:\.test|\.spec)?\.tsx?$/, ''))),
  );
  const odd = sourceFiles().filter((file) => !/^[a-z0-9-]+(?:\.(?:test|spec|config|d|generated))?\.tsx?$/.test(basename(file)));

  expect({ nameless, odd }).toEqual({ nameless: [], odd: [] });
});
