import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { operations } from './operations.ts';

const NOT_OPERATIONS = ['json-surface.ts', 'operation.ts', 'operations.ts', 'parameters.ts'];

it('lists every operation file, once, under the name of its file', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !NOT_OPERATIONS.includes(file),
  );
  const kebab = operations.map(({ name }) => `${name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.ts`);

  expect(kebab.toSorted()).toEqual(files.toSorted());
});
