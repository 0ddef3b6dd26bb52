import { expect, it } from 'vitest';
import { archiveStem, isJavaArchive, splitStem } from './file-name.ts';

it.each`
  stem                                           | artifact             | version
  ${'spring-beans-5.3.17'}                       | ${'spring-beans'}    | ${'5.3.17'}
  ${'guava-31.1-jre'}                            | ${'guava'}           | ${'31.1-jre'}
  ${'app-1.0-SNAPSHOT'}                          | ${'app'}             | ${'1.0-SNAPSHOT'}
  ${'netty-transport-4.1.94.Final-linux-x86_64'} | ${'netty-transport'} | ${'4.1.94.Final'}
  ${'app-1.0-jar-with-dependencies'}             | ${'app'}             | ${'1.0'}
  ${'log4j-1.2-api-2.14.1'}                      | ${'log4j-1.2-api'}   | ${'2.14.1'}
  ${'google-api-v1-rev1'}                        | ${'google-api'}      | ${'v1-rev1'}
  ${'app'}                                       | ${'app'}             | ${undefined}
  ${'-1.0'}                                      | ${'-1.0'}            | ${undefined}
`('splits $stem', ({ stem, artifact, version }) => {
  expect(splitStem(stem)).toEqual({ artifact, version });
});

it('knows archives by their extension', () => {
  expect(['a/b.jar', 'b.WAR', 'b.jar.txt', 'jar'].map(isJavaArchive)).toEqual([true, true, false, false]);
  expect(archiveStem('app.jar!/BOOT-INF/lib/x-1.0.jar')).toBe('x-1.0');
});
