import { expect, it } from 'vitest';
import { nuget } from './nuget.ts';

const pin = { name: 'Newtonsoft.Json', from: ['12.0.1'], to: '13.0.1' };

it('changes the central version, or adds a reference', () => {
  const manifest = {
    path: 'Directory.Packages.props',
    text: '<ItemGroup><PackageVersion Include="newtonsoft.json" Version="12.0.1" /></ItemGroup>',
  };

  expect(nuget.edits(pin, manifest, true)).toEqual([
    {
      kind: 'dependency',
      file: 'Directory.Packages.props',
      before: '<PackageVersion Include="newtonsoft.json" Version="12.0.1" />',
      after: '<PackageVersion Include="Newtonsoft.Json" Version="13.0.1" />',
    },
  ]);
  expect(nuget.edits(pin, undefined, true)).toMatchObject([
    { kind: 'override', command: 'dotnet add package Newtonsoft.Json --version 13.0.1' },
  ]);
});
