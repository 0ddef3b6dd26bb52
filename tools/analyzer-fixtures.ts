import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deflateSync } from 'node:zlib';
import { elfOf } from '../packages/analyzers/src/testing/executables.ts';
import { functionTable, inlineBuildInfo, pointerBuildInfo } from '../packages/analyzers/src/testing/go-programs.ts';
import { zipOf } from '../packages/analyzers/src/testing/zips.ts';

/**
 * Writes the binary input of the goldens of the Go, Rust and Java analyzers; what they must give (`want.json`) is written by hand.
 * Run: node tools/analyzer-fixtures.ts
 */
const TESTDATA = new URL('../packages/analyzers/src/testdata/', import.meta.url);

const GO_MODULES = `path\texample.com/app/cmd/app
mod\texample.com/app\tv1.4.0\th1:x=
dep\tgithub.com/dgrijalva/jwt-go\tv3.2.0+incompatible\th1:x=
dep\tgithub.com/old/name\tv1.0.0
=>\tgithub.com/new/name\tv1.0.1\th1:x=
dep\tgithub.com/patched/here\tv1.0.0
=>\t./here\t(devel)\t
build\t-compiler=gc
`;
const GO_FUNCTIONS = [
  'runtime.main',
  'main.main',
  'example.com/app/internal.(*Store).Load.func1',
  'github.com/dgrijalva/jwt-go.(*Parser).Parse',
  'github.com/old/name.Run',
  'gopkg.in/unlisted%2ev1.Run',
];
const CRATES = {
  packages: [
    { name: 'app', version: '0.3.0', source: 'local', root: true, dependencies: [1] },
    { name: 'smallvec', version: '1.6.0', source: 'crates.io' },
    { name: 'cc', version: '1.0.0', source: 'crates.io', kind: 'build' },
  ],
};

const inputs: Record<string, Uint8Array> = {
  'go/inline/usr/local/bin/app': elfOf([
    { name: '.go.buildinfo', bytes: inlineBuildInfo('go1.22.1 X:loopvar', GO_MODULES), writable: true },
    { name: '.gopclntab', bytes: functionTable(GO_FUNCTIONS) },
  ]),
  'go/pointers/app': elfOf(
    [
      {
        name: '.go.buildinfo',
        bytes: pointerBuildInfo('go1.15.2', 'path\tx.y/z\nmod\tx.y/z\t(devel)\t\n', 0x1000, { bits: 32 }),
        address: 0x1000,
      },
    ],
    { bits: 32 },
  ),
  'rust/auditable/app/quote': elfOf([{ name: '.dep-v0', bytes: deflateSync(JSON.stringify(CRATES)) }]),
  'java/spring-boot/opt/app.jar': springBootJar(),
  'java/shaded/srv/lib/outer-1.0.0-all.jar': shadedJar(),
};

function springBootJar(): Uint8Array {
  const spring = zipOf({
    'META-INF/MANIFEST.MF':
      'Implementation-Title: spring-beans\r\nAutomatic-Module-Name: spring.beans\r\nImplementation-Version: 5.3.17\r\n\r\n',
    'org/springframework/beans/A.class': '',
  });
  const unknown = zipOf({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n\n', 'x/y/A.class': '' });
  return zipOf(
    {
      'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\nMain-Class: org.springframework.boot.loader.JarLauncher\n\n',
      'META-INF/maven/com.example/orders/pom.properties': '#Generated\ngroupId=com.example\nartifactId=orders\nversion=2.1.0\n',
      'BOOT-INF/lib/spring-beans-5.3.17.jar': spring,
      'BOOT-INF/lib/nobody-1.0.jar': unknown,
    },
    { stored: true },
  );
}

function shadedJar(): Uint8Array {
  const pom = (group: string, artifact: string, version: string): string =>
    `version=${version}\r\ngroupId=${group}\r\nartifactId=${artifact}\r\n`;
  return zipOf({
    'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n',
    'META-INF/maven/com.google.guava/guava/pom.properties': pom('com.google.guava', 'guava', '31.1-jre'),
    'META-INF/maven/com.example/outer/pom.properties': pom('com.example', 'outer', '1.0.0'),
    'com/example/A.class': '',
  });
}

for (const [path, bytes] of Object.entries(inputs)) {
  const url = new URL(path, TESTDATA);
  const folder = new URL(`${path.split('/').slice(0, 2).join('/')}/`, TESTDATA);
  mkdirSync(dirname(url.pathname), { recursive: true });
  writeFileSync(url, bytes);
  writeFileSync(
    new URL('README.md', folder),
    `\`${path.split('/').slice(2).join('/')}\` is made by hand, without a compiler: \`node tools/analyzer-fixtures.ts\`.\n`,
  );
}
