import { expect, it } from 'vitest';
import { maven } from './maven.ts';

const pin = { name: 'org.x:y', from: ['1.0'], to: '1.2' };
const dependency = '<dependency> <groupId>org.x</groupId> <artifactId>y</artifactId> <version>1.0</version> </dependency>';

it('changes the element of a direct dependency', () => {
  const text = `<project><dependency><groupId>org.x</groupId><artifactId>z</artifactId></dependency>${dependency}</project>`;

  expect(maven.edits(pin, { path: 'app/pom.xml', text }, true)).toEqual([
    {
      kind: 'dependency',
      file: 'app/pom.xml',
      before: dependency,
      after: '<dependency><groupId>org.x</groupId><artifactId>y</artifactId><version>1.2</version></dependency>',
    },
  ]);
});

it('manages what dependencies ask for', () => {
  const [edit] = maven.edits(pin, undefined, true);

  expect(edit).toMatchObject({ kind: 'override', file: 'pom.xml', before: '' });
  expect(edit?.after).toMatch(/^<dependencyManagement><dependencies><dependency>.*<\/dependencies><\/dependencyManagement>$/);
});

it.each(['', '<dependency>', '<dependency></dependency>', '<dependency><groupId>org.x'])('finds nothing in %j', (text) => {
  expect(maven.declared(text, 'org.x:y')).toBeUndefined();
});

it('reads a hostile manifest in bounded time', () => {
  expect(maven.declared('<dependency><groupId>'.repeat(200_000), 'org.x:y')).toBeUndefined();
  expect(maven.declared('<dependency></dependency>'.repeat(200_000), 'org.x:y')).toBeUndefined();
});
