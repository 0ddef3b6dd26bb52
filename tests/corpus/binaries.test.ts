import { readFileSync } from 'node:fs';
import { analyzers, type RandomAccessAnalyzer } from '@plimsoll/analyzers';
import { describe, expect, it } from 'vitest';
import { corpusFolder } from './layout-files.ts';

const folder = corpusFolder();

function analyzerOf(id: string): RandomAccessAnalyzer {
  const analyzer = analyzers.find((candidate) => candidate.id === id);
  if (analyzer === undefined || !('open' in analyzer)) throw new Error(`${id} does not open files`);
  return analyzer;
}

function open(id: string, path: string) {
  const bytes = readFileSync(`${folder}/vectors/${path}`);
  const analyzer = analyzerOf(id);
  const read = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  const { packages, problems, facts } = analyzer.open({ path, sizeBytes: bytes.length, read });
  return {
    accepted: analyzer.sniff?.(bytes.subarray(0, 64)) ?? true,
    packages: packages.map(({ name, version, local }) => `${name}@${version}${local ? ' (local)' : ''}`),
    problems,
    symbols: facts?.symbols ?? {},
  };
}

/** As `go version -m` lists them. */
const GO_TEST = [
  'stdlib@v1.15.2',
  'github.com/aquasecurity/test@',
  'github.com/aquasecurity/go-pep440-version@v0.0.0-20210121094942-22b2f8951d46',
  'github.com/aquasecurity/go-version@v0.0.0-20210121072130-637058cfe492',
  'golang.org/x/xerrors@v0.0.0-20200804184101-5ec99f83aff1',
];
/** Some of those that `go tool nm` lists. */
const GO_TEST_XERRORS = ['Errorf', 'Frame.Format', 'noWrapError.Error', 'wrapError.FormatError'];
/** As the JSON in the section `.dep-v0` has them. */
const RUST_TEST = ['crate_with_features@0.1.0 (local)', 'library_crate@0.1.0 (local)'];

describe.skipIf(folder === undefined)('binaries made by others', () => {
  it.each`
    id             | path                                             | expected
    ${'lang/go'}   | ${'go/goexperiment'}                             | ${['stdlib@v1.22.1']}
    ${'lang/go'}   | ${'go/test.elf'}                                 | ${GO_TEST}
    ${'lang/go'}   | ${'go/test.exe'}                                 | ${GO_TEST}
    ${'lang/go'}   | ${'go/test.macho'}                               | ${GO_TEST}
    ${'lang/rust'} | ${'rust/test.elf'}                               | ${RUST_TEST}
    ${'lang/rust'} | ${'rust/test.exe'}                               | ${RUST_TEST}
    ${'lang/rust'} | ${'rust/test.macho'}                             | ${RUST_TEST}
    ${'lang/rust'} | ${'go/test.elf'}                                 | ${[]}
    ${'lang/go'}   | ${'rust/test.elf'}                               | ${[]}
    ${'lang/java'} | ${'java/gradle.war'}                             | ${['commons-dbcp:commons-dbcp@1.4', 'commons-pool:commons-pool@1.6', 'log4j:log4j@1.2.17', 'org.apache.commons:commons-compress@1.19']}
    ${'lang/java'} | ${'java/maven.war'}                              | ${['com.example:web-app@1.0-SNAPSHOT', 'org.glassfish:javax.el@3.0.0', 'com.fasterxml.jackson.core:jackson-databind@2.9.10.6', 'com.fasterxml.jackson.core:jackson-annotations@2.9.10', 'com.fasterxml.jackson.core:jackson-core@2.9.10', 'org.slf4j:slf4j-api@1.7.30', 'com.cronutils:cron-utils@9.1.2', 'org.apache.commons:commons-lang3@3.11']}
    ${'lang/java'} | ${'java/hadoop-shaded-guava-1.1.0-SNAPSHOT.jar'} | ${['org.apache.hadoop.thirdparty:hadoop-shaded-guava@1.1.0-SNAPSHOT', 'com.google.j2objc:j2objc-annotations@1.3', 'com.google.guava:guava@29.0-jre', 'com.google.guava:failureaccess@1.0.1', 'com.google.guava:listenablefuture@9999.0-empty-to-avoid-conflict-with-guava']}
    ${'lang/java'} | ${'java/io.quarkus.gizmo.gizmo-1.1.jar'}         | ${['io.quarkus.gizmo:gizmo@1.1', 'log4j:log4j@1.2.16', 'log4j:log4j@1.2.17']}
    ${'lang/java'} | ${'java/nested.jar'}                             | ${[]}
    ${'lang/java'} | ${'java/test.jar'}                               | ${['test@2.5.6.SEC03']}
  `('$id reads $path', ({ id, path, expected }) => {
    const { accepted, packages, problems } = open(id, path);

    expect({ accepted, packages, problems }).toEqual({ accepted: true, packages: expected, problems: [] });
  });

  it.each(['go/test.elf', 'go/test.exe', 'go/test.macho'])('knows the functions in %s, stripped or not', (path) => {
    const { symbols } = open('lang/go', path);

    expect(symbols['golang.org/x/xerrors']).toEqual(expect.arrayContaining(GO_TEST_XERRORS));
    expect(symbols['github.com/aquasecurity/test']).toContain('main');
    expect(symbols['fmt']).toEqual(expect.arrayContaining(['Fprintf', 'buffer.writeRune', 'fmt.fmtBoolean']));
    expect(Object.keys(symbols)).not.toContain('main');
  });

  it.each(['go/test.elf', 'go/test.exe', 'go/test.macho', 'rust/test.elf', 'rust/test.exe', 'java/maven.war'])(
    'survives truncations of %s',
    (path) => {
      const bytes = readFileSync(`${folder}/vectors/${path}`);

      for (let i = 0; i < 20; i++) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * i) / 20));
        for (const id of ['lang/go', 'lang/rust', 'lang/java']) {
          const file = { path, sizeBytes: cut.length, read: (offset: number, length: number) => cut.subarray(offset, offset + length) };
          expect(() => analyzerOf(id).open(file)).not.toThrow();
        }
      }
    },
  );
});
