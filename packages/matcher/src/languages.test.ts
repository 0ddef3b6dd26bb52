import { expect, it } from 'vitest';
import { languageSubject } from './languages.ts';

it.each`
  type          | name                  | ecosystem      | subject
  ${'npm'}      | ${'@a/B'}             | ${'npm'}       | ${'@a/B'}
  ${'pypi'}     | ${'Zope.Interface'}   | ${'PyPI'}      | ${'zope-interface'}
  ${'maven'}    | ${'org.x:y'}          | ${'Maven'}     | ${'org.x:y'}
  ${'golang'}   | ${'golang.org/x/net'} | ${'Go'}        | ${'golang.org/x/net'}
  ${'gem'}      | ${'rack'}             | ${'RubyGems'}  | ${'rack'}
  ${'composer'} | ${'Symfony/Http'}     | ${'Packagist'} | ${'symfony/http'}
  ${'cargo'}    | ${'time'}             | ${'crates.io'} | ${'time'}
  ${'nuget'}    | ${'Newtonsoft.Json'}  | ${'NuGet'}     | ${'newtonsoft.json'}
`('$type $name is $subject of $ecosystem', ({ type, name, ecosystem, subject }) => {
  expect(languageSubject({ type, name, version: '1', licenses: [] })).toEqual({
    ecosystem,
    release: '',
    name: subject,
    version: '1',
    arch: '',
    module: '',
  });
});

it('knows no advisories for generic packages', () => {
  expect(languageSubject({ type: 'generic', name: 'x', version: '1', licenses: [] })).toBeUndefined();
});
