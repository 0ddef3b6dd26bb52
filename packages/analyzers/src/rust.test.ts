import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rust } from './rust.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';
import { elfOf, machOOf, peOf } from './testing/executables.ts';

describeAnalyzer(rust);

const SECTIONS = [{ name: '.dep-v0', bytes: deflateSync(JSON.stringify({ packages: [{ name: 'a', version: '1.0.0', source: 'git' }] })) }];

describe('rust', () => {
  it.each`
    format      | bytes
    ${'ELF'}    | ${elfOf(SECTIONS)}
    ${'PE'}     | ${peOf(SECTIONS)}
    ${'Mach-O'} | ${machOOf(SECTIONS)}
  `('reads $format', ({ bytes }: { bytes: Uint8Array }) => {
    expect(analyze(rust, 'app', bytes)).toEqual({ packages: [{ type: 'cargo', name: 'a', version: '1.0.0', licenses: [] }], problems: [] });
  });

  it.each`
    what        | bytes
    ${'noise'}  | ${Buffer.alloc(100, 7)}
    ${'a bomb'} | ${deflateSync(Buffer.alloc(65 * 1024 * 1024))}
    ${'a list'} | ${deflateSync('[]')}
  `('reports $what', ({ bytes }: { bytes: Uint8Array }) => {
    const { packages, problems } = analyze(rust, 'app', elfOf([{ name: '.dep-v0', bytes }]));

    expect(packages).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['MALFORMED_FILE']);
  });

  it('finds nothing in a program without the list', () => {
    expect(analyze(rust, 'app', elfOf([]))).toEqual({ packages: [], problems: [] });
  });
});
