import { readdirSync, readFileSync } from 'node:fs';
import { schemeOf } from '@plimsoll/versions';
import { expect, it } from 'vitest';
import { isManifest, isManifestRead, managers } from './registry.ts';

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

it.each`
  path                                     | wanted   | read
  ${'package.json'}                        | ${true}  | ${true}
  ${'usr/src/app/package-lock.json'}       | ${true}  | ${true}
  ${'srv/app/pnpm-lock.yaml'}              | ${true}  | ${false}
  ${'srv/app/go.sum'}                      | ${true}  | ${false}
  ${'srv/app/build.gradle'}                | ${true}  | ${true}
  ${'srv/app/main.js'}                     | ${false} | ${false}
  ${'srv/app/node_modules/a/package.json'} | ${false} | ${true}
  ${'go/pkg/mod/a@v1/go.mod'}              | ${false} | ${true}
  ${'usr/local/go/src/go.mod'}             | ${false} | ${true}
  ${'usr/lib/python3/x/requirements.txt'}  | ${false} | ${true}
`('wants $path: $wanted, and its text: $read', ({ path, wanted, read }) => {
  expect(isManifest(path as string)).toBe(wanted);
  expect(isManifestRead(path as string)).toBe(read);
});
