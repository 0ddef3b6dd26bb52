import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { TOOL } from './tool.ts';

it('states the version of the package', () => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

  expect(TOOL.version).toBe(z.object({ version: z.string() }).parse(manifest).version);
});
