import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SCHEMA_FOLDER, schemaFiles } from './schemas.ts';

it('agrees with the committed schemas: node tools/schemas.ts writes them anew', () => {
  const committed = new Map(readdirSync(SCHEMA_FOLDER).map((name) => [name, readFileSync(join(SCHEMA_FOLDER, name), 'utf8')]));

  expect(committed).toEqual(schemaFiles());
});
