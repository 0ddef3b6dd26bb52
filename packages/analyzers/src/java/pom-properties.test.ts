import { expect, it } from 'vitest';
import { parsePomProperties, pomPath } from './pom-properties.ts';

const PATH = { group: 'g', artifact: 'a' };
const parse = (text: string) => parsePomProperties(new TextEncoder().encode(text), PATH);

it.each`
  path                                    | expected
  ${'META-INF/maven/g/a/pom.properties'}  | ${{ ...PATH, kind: 'properties' }}
  ${'meta-inf/maven/g/a/pom.xml'}         | ${{ ...PATH, kind: 'xml' }}
  ${'foo/bar/pom.properties'}             | ${undefined}
  ${'META-INF/maven/a/pom.properties'}    | ${undefined}
  ${'META-INF/maven/g /a/pom.properties'} | ${undefined}
`('pomPath("$path")', ({ path, expected }) => {
  expect(pomPath(path)).toEqual(expected);
});

it('reads all three, or takes them from the path', () => {
  expect(parse('#Created\r\nversion=1.0\r\ngroupId = x.y\r\nartifactId: z\r\n')).toEqual({ group: 'x.y', artifact: 'z', version: '1.0' });
  expect(parse('version=1.0')).toEqual({ group: 'g', artifact: 'a', version: '1.0' });
  expect(parse('version=${project.version}')).toBeUndefined();
  expect(parse('#version=1.0')).toBeUndefined();
});

it('is quick about 500,000 blanks', () => {
  expect(parse(`version${' '.repeat(500_000)}=${' '.repeat(500_000)}1`)?.version).toBe('1');
});
