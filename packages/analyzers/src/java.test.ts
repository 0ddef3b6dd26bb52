import { describe, expect, it } from 'vitest';
import { java } from './java.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';
import { zipOf } from './testing/zips.ts';

describeAnalyzer(java);

const LOG4J = zipOf({ 'META-INF/maven/log4j/log4j/pom.properties': 'version=1.2.17\ngroupId=log4j\nartifactId=log4j\n' });

function packagesOf(bytes: Uint8Array, path = 'app.jar'): string[] {
  return analyze(java, path, bytes).packages.map(({ name, version, path: place = '' }) => `${name}@${version} ${place}`);
}

function codesOf(bytes: Uint8Array, path = 'app.jar'): string[] {
  return analyze(java, path, bytes).problems.map(({ code }) => code);
}

function nested(depth: number): Uint8Array {
  return depth === 0 ? LOG4J : zipOf({ 'x.jar': nested(depth - 1) });
}

describe('java', () => {
  it('reads archives in archives, packed or stored, down to the tenth', () => {
    expect(packagesOf(zipOf({ 'WEB-INF/lib/log4j.jar': LOG4J }), 'srv/app.war')).toEqual([
      'log4j:log4j@1.2.17 srv/app.war!/WEB-INF/lib/log4j.jar',
    ]);
    expect(packagesOf(zipOf({ 'lib/log4j.jar': LOG4J }, { stored: true }))).toHaveLength(1);
    expect(packagesOf(nested(10))).toHaveLength(1);
    expect(packagesOf(nested(11))).toEqual([]);
    expect(codesOf(nested(11))).toEqual(['LIMIT_EXCEEDED']);
  });

  it('reads a jar behind a script', () => {
    expect(packagesOf(zipOf({ 'lib/log4j.jar': LOG4J }, { preamble: '#!/bin/sh\nexec java -jar "$0"\n', stored: true }))).toHaveLength(1);
  });

  it('reads the rest if one archive is damaged', () => {
    const bytes = zipOf({ 'lib/a.jar': 'no archive', 'lib/log4j.jar': LOG4J });

    expect(packagesOf(bytes)).toHaveLength(1);
    expect(codesOf(bytes)).toEqual(['CORRUPT_ARCHIVE']);
  });

  it('reports an archive that nothing identifies, but not an application', () => {
    expect(codesOf(zipOf({ 'a/B.class': '' }))).toEqual(['UNKNOWN_PACKAGE_NAME']);
    expect(codesOf(zipOf({ 'a/B.class': '', 'WEB-INF/web.xml': '' }))).toEqual([]);
    expect(codesOf(zipOf({ 'messages.properties': '' }))).toEqual([]);
  });

  it('does not unpack a bomb', () => {
    expect(codesOf(zipOf({ 'a.jar': Buffer.alloc(50 * 1024 * 1024) }))).toEqual(['LIMIT_EXCEEDED']);
    expect(codesOf(zipOf({ 'META-INF/MANIFEST.MF': Buffer.alloc(5 * 1024 * 1024) }))).toEqual(['LIMIT_EXCEEDED']);
  });

  it('does not unpack the same archive a thousand times', () => {
    const content = Buffer.alloc(20 * 1024 * 1024, 'x');
    for (let i = 0; i < content.length; i += 64) content[i] = (i * 7919) >>> 8;
    const bytes = repeatEntry(Buffer.from(zipOf({ 'a.jar': content })), 1000);

    const codes = codesOf(bytes);

    expect(new Set(codes)).toEqual(new Set(['CORRUPT_ARCHIVE', 'LIMIT_EXCEEDED']));
  }, 30_000);
});

/** Lists the only entry of an archive many times. */
function repeatEntry(bytes: Buffer, times: number): Buffer {
  const directoryAt = bytes.indexOf('PK\x01\x02');
  const endAt = bytes.lastIndexOf('PK\x05\x06');
  const entry = bytes.subarray(directoryAt, endAt);
  const end = Buffer.from(bytes.subarray(endAt));
  end.writeUInt16LE(times, 8);
  end.writeUInt16LE(times, 10);
  end.writeUInt32LE(entry.length * times, 12);
  return Buffer.concat([bytes.subarray(0, directoryAt), ...Array.from({ length: times }, () => entry), end]);
}
