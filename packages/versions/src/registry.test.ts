import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schemeOf, schemes } from './registry.ts';

const NOT_SCHEMES = ['index.ts', 'registry.ts', 'scheme.ts'];

it('lists every scheme file once, by its id', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !NOT_SCHEMES.includes(file),
  );

  expect(schemes.map(({ id }) => `${id}.ts`)).toEqual(files.toSorted());
});

it('gives an ecosystem to one scheme only', () => {
  const ecosystems = schemes.flatMap((scheme) => scheme.ecosystems);

  expect(new Set(ecosystems).size).toBe(ecosystems.length);
});

it.each`
  ecosystem                                | id
  ${'Debian'}                              | ${'deb'}
  ${'Debian:12'}                           | ${'deb'}
  ${'Ubuntu:22.04:LTS'}                    | ${'deb'}
  ${'Alpine:v3.20'}                        | ${'apk'}
  ${'Wolfi'}                               | ${'apk'}
  ${'Chainguard'}                          | ${'apk'}
  ${'Rocky Linux:9'}                       | ${'rpm'}
  ${'Red Hat:enterprise_linux:9::baseos'}  | ${'rpm'}
  ${'SUSE:Linux Enterprise Server 15 SP6'} | ${'rpm'}
  ${'Amazon Linux'}                        | ${'rpm'}
  ${'npm'}                                 | ${'semver'}
  ${'crates.io'}                           | ${'semver'}
  ${'Hex'}                                 | ${'semver'}
  ${'SwiftURL'}                            | ${'semver'}
  ${'Go'}                                  | ${'go'}
  ${'PyPI'}                                | ${'pep440'}
  ${'Maven:https://repo.example.org'}      | ${'maven'}
  ${'RubyGems'}                            | ${'rubygems'}
  ${'Packagist'}                           | ${'composer'}
  ${'NuGet'}                               | ${'nuget'}
  ${'debian'}                              | ${undefined}
  ${'OSS-Fuzz'}                            | ${undefined}
`('$ecosystem uses $id', ({ ecosystem, id }: { ecosystem: string; id: string | undefined }) => {
  expect(schemeOf(ecosystem)?.id).toBe(id);
});
