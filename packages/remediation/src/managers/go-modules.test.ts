import { expect, it } from 'vitest';
import { goModules } from './go-modules.ts';

const text =
  'module x\n\nrequire golang.org/x/text v0.3.0\n\nrequire (\n\tgolang.org/x/net v0.1.0\n\tgolang.org/x/sys v0.1.0 // indirect\n)\n';
const manifest = { path: 'src/go.mod', text };

it.each`
  name                   | kind            | before
  ${'golang.org/x/net'}  | ${'dependency'} | ${'golang.org/x/net v0.1.0'}
  ${'golang.org/x/text'} | ${'dependency'} | ${'golang.org/x/text v0.3.0'}
  ${'golang.org/x/sys'}  | ${'override'}   | ${'golang.org/x/sys v0.1.0 // indirect'}
`('$name is a $kind', ({ name, kind, before }) => {
  expect(goModules.edits({ name, from: ['v0.1.0'], to: 'v0.17.0' }, manifest, true)).toMatchObject([
    { kind, file: 'src/go.mod', before, command: `go get ${name}@v0.17.0` },
  ]);
});

it('raises the toolchain for the standard library', () => {
  expect(goModules.edits({ name: 'stdlib', from: ['v1.21.3'], to: 'v1.22.5' }, undefined, true)).toEqual([
    { kind: 'dependency', file: 'go.mod', before: 'toolchain go1.21.3', after: 'toolchain go1.22.5', command: 'go get toolchain@go1.22.5' },
  ]);
});
