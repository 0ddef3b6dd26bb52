import { readdirSync, readFileSync } from 'node:fs';
import { schemeOf } from '@plimsoll/versions';
import { expect, it } from 'vitest';
import { MANIFEST_NAMES, managers } from './registry.ts';

it('lists every manager of the folder', () => {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((file) => !file.endsWith('.test.ts'));
  const defined = files.filter((file) => /: PackageManager = /.test(readFileSync(new URL(file, folder), 'utf8')));

  expect(managers).toHaveLength(defined.length);
});

it.each(managers)('$id has an ecosystem whose versions we can compare, and a file to edit', ({ ecosystem, manifests }) => {
  expect(schemeOf(ecosystem)).toBeDefined();
  expect(manifests.length).toBeGreaterThan(0);
});

it.each(managers)('$id quotes and survives hostile names', (manager) => {
  const pin = { name: `x'"$(reboot)\`<>`, from: ['1'], to: '2' };

  for (const manifest of [undefined, { path: 'm', text: '{}' }]) {
    for (const { command = '' } of manager.edits(pin, manifest, true)) expect(command.replace(/'[^']*'|\\'/g, '')).not.toMatch(/[$`<>]/);
  }
});

it('names manifests and lock files once each', () => {
  expect(MANIFEST_NAMES.has('package.json')).toBe(true);
  expect(MANIFEST_NAMES.has('go.sum')).toBe(true);
});
