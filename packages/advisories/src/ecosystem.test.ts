import { expect, it } from 'vitest';
import { canonicalName, isDistribution, MATCHED_ECOSYSTEMS, splitEcosystem } from './ecosystem.ts';

it.each`
  text                                                    | ecosystem     | release
  ${'npm'}                                                | ${'npm'}      | ${''}
  ${'Debian:12'}                                          | ${'Debian'}   | ${'12'}
  ${'Alpine:v3.20'}                                       | ${'Alpine'}   | ${'v3.20'}
  ${'Ubuntu:22.04:LTS'}                                   | ${'Ubuntu'}   | ${'22.04'}
  ${'Ubuntu:Pro:22.04:LTS'}                               | ${'Ubuntu'}   | ${'Pro:22.04'}
  ${'Red Hat:enterprise_linux:9::appstream'}              | ${'Red Hat'}  | ${'9'}
  ${'Red Hat:enterprise_linux:8.6::baseos'}               | ${'Red Hat'}  | ${'8'}
  ${'Red Hat:rhel_eus:9.2::appstream'}                    | ${'Red Hat'}  | ${'rhel_eus:9.2::appstream'}
  ${'SUSE:Linux Enterprise Module for Basesystem 15 SP6'} | ${'SUSE'}     | ${'15.6'}
  ${'SUSE:Linux Enterprise Server 15 SP6'}                | ${'SUSE'}     | ${'15.6'}
  ${'SUSE:Linux Enterprise Server 12'}                    | ${'SUSE'}     | ${'12'}
  ${'SUSE:Linux Enterprise Server 15 SP3-LTSS'}           | ${'SUSE'}     | ${'Linux Enterprise Server 15 SP3-LTSS'}
  ${'openSUSE:Leap 15.6'}                                 | ${'openSUSE'} | ${'Leap 15.6'}
`('splits $text', ({ text, ecosystem, release }) => {
  expect(splitEcosystem(text)).toEqual({ ecosystem, release });
});

it.each`
  ecosystem      | name                 | canonical
  ${'PyPI'}      | ${'Zope._Interface'} | ${'zope-interface'}
  ${'NuGet'}     | ${'Newtonsoft.Json'} | ${'newtonsoft.json'}
  ${'Packagist'} | ${'Symfony/Http'}    | ${'symfony/http'}
  ${'npm'}       | ${'JSONStream'}      | ${'JSONStream'}
`('spells $name of $ecosystem as $canonical', ({ ecosystem, name, canonical }) => {
  expect(canonicalName(ecosystem, name)).toBe(canonical);
});

it('knows distributions from languages', () => {
  expect(MATCHED_ECOSYSTEMS.filter((name) => !isDistribution(name))).toEqual([
    'Go',
    'Maven',
    'NuGet',
    'Packagist',
    'PyPI',
    'RubyGems',
    'crates.io',
    'npm',
  ]);
});
