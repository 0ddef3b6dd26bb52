import { expect, it } from 'vitest';
import { isCoordinate, isMavenVersion, mavenName } from './coordinates.ts';

it('knows what Maven can call a package', () => {
  expect(['org.springframework', 'log4j_2.13', '', 'Spring Framework', '../x', undefined].map(isCoordinate)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(['1.0', '2.5.6.SEC03', '31.1-jre', 'unspecified', '', '1.0 beta', undefined].map(isMavenVersion)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

it('names a package', () => {
  expect(mavenName({ group: 'a.b', artifact: 'c', version: '1' })).toBe('a.b:c');
  expect(mavenName({ group: undefined, artifact: 'c', version: '1' })).toBe('c');
});
