import { expect, it } from 'vitest';
import { findKnownGroup } from './known-groups.ts';

it.each`
  artifact                            | manifest                                        | folders                                    | group
  ${'spring-beans'}                   | ${{}}                                           | ${['org/springframework/beans']}           | ${'org.springframework'}
  ${'spring-jcl'}                     | ${{ 'automatic-module-name': 'spring.jcl' }}    | ${['org/apache/commons/logging']}          | ${'org.springframework'}
  ${'spring-boot-jarmode-layertools'} | ${{}}                                           | ${['org/springframework/boot/x']}          | ${'org.springframework.boot'}
  ${'spring-boot-starter-web'}        | ${{ 'automatic-module-name': 'spring.boot.x' }} | ${[]}                                      | ${'org.springframework.boot'}
  ${'catalina'}                       | ${{ 'implementation-title': 'Apache Tomcat' }}  | ${[]}                                      | ${'org.apache.tomcat'}
  ${'log4j'}                          | ${{}}                                           | ${['org/apache/log4j']}                    | ${'log4j'}
  ${'log4j'}                          | ${{}}                                           | ${['org/apache/log4jfork']}                | ${undefined}
  ${'commons-dbcp'}                   | ${{}}                                           | ${['org/apache/commons/dbcp/cpdsadapter']} | ${'commons-dbcp'}
  ${'spring-web'}                     | ${{}}                                           | ${['com/example/web']}                     | ${undefined}
  ${'spring-data-jpa'}                | ${{}}                                           | ${['org/springframework/data']}            | ${undefined}
  ${'spring-beans'}                   | ${{}}                                           | ${[]}                                      | ${undefined}
`('$artifact with $folders and $manifest is of $group', ({ artifact, manifest, folders, group }) => {
  const entries = Object.entries(manifest as Record<string, string>);

  expect(findKnownGroup(artifact, new Map(entries), new Set(folders))?.group).toBe(group);
});
