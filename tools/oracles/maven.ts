import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Oracle, type Pair, type Verdict } from './oracle.ts';
import { linesOf, run } from './run.ts';

const VERSION = '3.9.16';
const JAR = `https://repo.maven.apache.org/maven2/org/apache/maven/maven-artifact/${VERSION}/maven-artifact-${VERSION}.jar`;

/** ComparableVersion's own main(), which compares each argument with the one before. */
export const maven: Oracle = {
  id: 'maven',
  needs: 'Java, and Maven Central for its artifact maven-artifact',
  keepsRefusals: true,
  versions: [
    '31.1-jre',
    '31.1-android',
    '32.0.0-jre',
    '2.9.10.8',
    '2.9.10.10',
    '2.13.4.2',
    '2.14.0-rc1',
    '2.14.0',
    '5.3.9',
    '5.3.20',
    '5.3.0-M1',
    '5.3.0-RC2',
    '5.3.20.RELEASE',
    '2.5.14.RELEASE',
    '4.1.77.Final',
    '4.1.100.Final',
    '4.1.0.Beta8',
    '4.1.0.CR1',
    '9.4.51.v20230217',
    '9.4.52.v20230823',
    '9.4.0.M1',
    '10.0.0-alpha2',
    '10.0.0-beta3',
    '2.17.1',
    '2.3.2',
    '2.0-beta9',
    '1.0-SNAPSHOT',
    '1.0-20240101.123456-1',
    '1.0',
    '1',
    '1.0.0',
    '1-ga',
    '1-final',
    '1-sp',
    '1-sp-1',
    '1-alpha-1',
    '1-a1',
    '1-b2',
    '1-m3',
    '1-rc',
    '1-cr2',
    '1.0.0.Final-redhat-1',
    '1.0.0.redhat-00001',
    '1.0.RC8-beta',
    '1.0-RC16',
    '1.0.RC7-3',
    '2.0.a',
    '2.0.0.a',
    '1-1',
    '1-ga-1',
    '6.1.12.rc5',
    '6.1.12rc1',
    '1.1.31.sec10',
    '1.1.31_noneautotype',
    '20030203.000550',
    '1.3.0-incubating',
    '0.9.5.5',
    '3.2.2',
    '1.4.19',
    '1.4.20-java7',
    '4.0.0-alpha-10',
    '4.0.0-alpha-9',
    '2.12.0-M1-bin-2',
    '1.0.0-gradle-rework-beta3',
  ],
  pieces: [
    '0',
    '1',
    '9',
    '10',
    '00',
    '.',
    '-',
    '.0',
    '-0',
    'a',
    'b1',
    'x',
    'm',
    'rc',
    'sp',
    'ga',
    'final',
    'SNAPSHOT',
    '_',
    '-1',
    '.x',
    '+',
  ],
  tool: () => `ComparableVersion of maven-artifact ${VERSION}`,
  ask,
};

async function ask(pairs: readonly Pair[]): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  try {
    const jar = join(folder, 'maven-artifact.jar');
    const response = await fetch(JAR);
    if (!response.ok) throw new Error(`${JAR} answered ${response.status}`);
    writeFileSync(jar, new Uint8Array(await response.arrayBuffer()));
    const output = run('java', ['-cp', jar, 'org.apache.maven.artifact.versioning.ComparableVersion', ...pairs.flat()]);
    // Lines of a comparison are indented; every second one compares the second of a pair with the first of the next.
    const comparisons = linesOf(output).filter((line) => line.startsWith('   '));
    return pairs.map((_, index) => {
      const sign = comparisons[2 * index]?.trim().split(' ')[1];
      if (sign === '<' || sign === '>') return sign;
      if (sign === '==') return '=';
      throw new Error(`no comparison in ${JSON.stringify(comparisons[2 * index])}`);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
