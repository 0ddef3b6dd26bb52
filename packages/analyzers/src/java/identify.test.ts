import { describe, expect, it } from 'vitest';
import { mavenName } from './coordinates.ts';
import { type ArchiveEvidence, identifyArchive } from './identify.ts';

const GUAVA = { group: 'com.google.guava', artifact: 'guava', version: '31.1-jre' };
const APP = { group: 'com.example', artifact: 'app', version: '1.0.0' };

function identify(stem: string, evidence: Partial<Omit<ArchiveEvidence, 'manifest'>> & { manifest?: Record<string, string> } = {}) {
  const { manifest = {}, ...rest } = evidence;
  const { itself, components } = identifyArchive({
    stem,
    poms: [],
    pomPaths: [],
    classFolders: new Set(),
    ...rest,
    manifest: new Map(Object.entries(manifest)),
  });
  return { itself: itself && `${mavenName(itself)}@${itself.version}`, components: components.map((component) => mavenName(component)) };
}

describe('identifyArchive', () => {
  it.each(['app', 'app-1.0.0', 'app-1.0.0-exec', 'com.example.app-1.0.0', 'app-1.0.1'])(
    '%s is the app, and guava was merged into it',
    (stem) => {
      expect(identify(stem, { poms: [GUAVA, APP] })).toEqual({ itself: 'com.example:app@1.0.0', components: ['com.google.guava:guava'] });
    },
  );

  it('takes a single pom.properties for that of a file without a version', () => {
    expect(identify('server', { poms: [APP] })).toEqual({ itself: 'com.example:app@1.0.0', components: [] });
    expect(identify('server-2.0', { poms: [GUAVA] })).toEqual({ itself: 'server@2.0', components: ['com.google.guava:guava'] });
    expect(identify('server', { poms: [GUAVA, APP] })).toEqual({
      itself: undefined,
      components: ['com.google.guava:guava', 'com.example:app'],
    });
  });

  it('takes group and artifact from the path of a pom.xml', () => {
    expect(identify('app-1.0.0', { pomPaths: [APP] }).itself).toBe('com.example:app@1.0.0');
  });

  it.each`
    stem                    | manifest                                                                                | folders                         | expected
    ${'jackson-core-2.9.8'} | ${{ 'bundle-symbolicname': 'com.fasterxml.jackson.core.jackson-core;singleton:=true' }} | ${[]}                           | ${'com.fasterxml.jackson.core:jackson-core@2.9.8'}
    ${'spring-core-5.3.17'} | ${{}}                                                                                   | ${['org/springframework/core']} | ${'org.springframework:spring-core@5.3.17'}
    ${'spring-web-0.7.4'}   | ${{}}                                                                                   | ${['com/example']}              | ${'spring-web@0.7.4'}
    ${'git'}                | ${{ 'group-id': 'org.jenkins-ci.plugins', 'short-name': 'git', 'plugin-version': '5' }} | ${[]}                           | ${'org.jenkins-ci.plugins:git@5'}
    ${'x-1.0'}              | ${{ 'implementation-vendor-id': 'org.acme.x' }}                                         | ${['org/acme/x/y']}             | ${'org.acme.x:x@1.0'}
    ${'x-1.0'}              | ${{ 'implementation-vendor-id': 'org.acme.x' }}                                         | ${['org/other']}                | ${'x@1.0'}
    ${'x-1.0'}              | ${{ 'implementation-vendor-id': 'org.apache' }}                                         | ${['org/apache/x']}             | ${'x@1.0'}
    ${'x'}                  | ${{ 'implementation-version': '1.0', 'implementation-title': 'An X' }}                  | ${[]}                           | ${'x@1.0'}
    ${'x'}                  | ${{ 'implementation-version': '1.0', 'implementation-title': 'real' }}                  | ${[]}                           | ${'real@1.0'}
    ${'x'}                  | ${{ 'implementation-version': 'unspecified', 'bundle-version': '1.9.0' }}               | ${[]}                           | ${'x@1.9.0'}
    ${'catalina'}           | ${{ 'implementation-version': '9.0.1', 'implementation-title': 'Apache Tomcat' }}       | ${[]}                           | ${'org.apache.tomcat:tomcat-catalina@9.0.1'}
    ${'x'}                  | ${{ 'manifest-version': '1.0' }}                                                        | ${['a/b']}                      | ${undefined}
  `('$stem is $expected', ({ stem, manifest, folders, expected }) => {
    expect(identify(stem, { manifest, classFolders: new Set(folders) }).itself).toBe(expected);
  });
});
