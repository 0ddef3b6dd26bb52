import { readFileSync } from 'node:fs';
import { type Analysis, analyzers, type RandomAccessAnalyzer } from '@plimsoll/analyzers';
import { describe, expect, it } from 'vitest';
import { corpusFolder } from './layout-files.ts';

const folder = corpusFolder();
const rpm = analyzers.find((analyzer): analyzer is RandomAccessAnalyzer => analyzer.id === 'os/rpm');

function open(bytes: Uint8Array): Analysis | undefined {
  return rpm?.open({
    path: 'var/lib/rpm/Packages',
    sizeBytes: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  });
}

describe.skipIf(folder === undefined)('rpm databases of real images', () => {
  it.each`
    file                              | packages | files   | first
    ${'cbl-mariner-2.0.rpmdb.sqlite'} | ${129}   | ${7251} | ${'mariner-release 2.0-4.cm2'}
    ${'sle15-bci.ndb.Packages.db'}    | ${35}    | ${2824} | ${'system-user-root 20190513-3.3.1'}
    ${'libuuid.bdb.Packages'}         | ${1}     | ${7}    | ${'libuuid 2.32.1-42.el8_8'}
    ${'epoch.bdb.Packages'}           | ${1}     | ${1}    | ${'hello 1:0.0.1-rls'}
    ${'syft-small.bdb.Packages'}      | ${1}     | ${1}    | ${'dive 0.9.2-1'}
  `('$file has $packages packages', ({ file, packages, files, first }) => {
    const analysis = open(readFileSync(`${folder}/vectors/rpmdb/${file}`));
    const owned = analysis?.ownership?.flatMap(({ paths }) => paths).length;

    expect(analysis?.problems).toEqual([]);
    expect(analysis?.packages).toHaveLength(packages);
    expect(owned).toBe(files);
    expect(`${analysis?.packages[0]?.name} ${analysis?.packages[0]?.version}`).toBe(first);
  });

  it('knows the source packages of SLE', () => {
    const packages = open(readFileSync(`${folder}/vectors/rpmdb/sle15-bci.ndb.Packages.db`))?.packages;

    expect(packages?.find(({ name }) => name === 'libgcc_s1')?.source).toEqual({ name: 'gcc11', version: '11.2.1+git610-1.3.9' });
  });

  it.each(['cbl-mariner-2.0.rpmdb.sqlite', 'sle15-bci.ndb.Packages.db', 'libuuid.bdb.Packages'])(
    '%s: reports that it is cut short',
    (file) => {
      const whole = readFileSync(`${folder}/vectors/rpmdb/${file}`);

      for (let i = 1; i < 20; i++) expect(open(whole.subarray(0, Math.floor((whole.length * i) / 20)))?.problems).not.toEqual([]);
    },
  );

  it.each(['cbl-mariner-2.0.rpmdb.sqlite', 'sle15-bci.ndb.Packages.db', 'libuuid.bdb.Packages'])(
    '%s: survives damage everywhere',
    (file) => {
      const whole = readFileSync(`${folder}/vectors/rpmdb/${file}`);
      const packages = open(whole)?.packages.length ?? 0;
      for (let i = 0; i < 20; i++) {
        const damaged = Uint8Array.from(whole);
        for (let at = 100 + i; at < damaged.length; at += 997) damaged[at] = (i * 37) % 256;

        expect(open(damaged)?.packages.length).toBeLessThanOrEqual(packages);
      }
    },
  );
});
