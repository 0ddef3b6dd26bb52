import { describe, expect, it } from 'vitest';
import { go } from './go.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';
import { elfOf, fatMachOOf, machOOf } from './testing/executables.ts';
import { functionTable, inlineBuildInfo } from './testing/go-programs.ts';

describeAnalyzer(go);

const BUILD_INFO = inlineBuildInfo('go1.26.8', 'path\texample.com/app\nmod\texample.com/app\t(devel)\t\ndep\tgithub.com/a/b\tv1.0.0\n');

describe('go', () => {
  it('reads the first architecture of a universal file that is Go', () => {
    const image = machOOf([{ name: '__go_buildinfo', bytes: BUILD_INFO }]);

    const { packages } = analyze(go, 'app', fatMachOOf([machOOf([]), image]));

    expect(packages.map(({ name, version }) => `${name}@${version}`)).toEqual([
      'stdlib@v1.26.8',
      'example.com/app@',
      'github.com/a/b@v1.0.0',
    ]);
  });

  it('says so if it does not know the symbols', () => {
    const { facts } = analyze(go, 'app', elfOf([{ name: '.go.buildinfo', bytes: BUILD_INFO }]));

    expect(facts).toEqual({ kind: 'go-symbols', symbols: {} });
  });

  it('reports damaged build information', () => {
    const { packages, problems } = analyze(go, 'app', elfOf([{ name: '.go.buildinfo', bytes: BUILD_INFO.subarray(0, 20) }]));

    expect(packages).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['MALFORMED_FILE']);
  });

  it('reports a packed program', () => {
    const { problems } = analyze(go, 'app', elfOf([{ name: '', bytes: Buffer.from('UPX!') }]));

    expect(problems.map(({ code }) => code)).toEqual(['UNSUPPORTED_FORMAT']);
  });

  it('finds nothing in a program of another language', () => {
    expect(analyze(go, 'app', elfOf([{ name: '.text', bytes: functionTable(['a.b']) }]))).toEqual({ packages: [], problems: [] });
  });
});
