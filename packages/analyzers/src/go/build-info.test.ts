import { expect, it } from 'vitest';
import { readExecutables } from '../executable/read-executables.ts';
import { inMemory } from '../testing/conformance.ts';
import { elfOf, machOOf, peOf } from '../testing/executables.ts';
import { inlineBuildInfo, pointerBuildInfo } from '../testing/go-programs.ts';
import { hasBuildInfoSection, readBuildInfo } from './build-info.ts';

const MODULES = `path\texample.com/app\nmod\texample.com/app\tv1.0.0\t\ndep\tgithub.com/${'a'.repeat(200)}\tv1.0.0\n`;
const ADDRESS = 0x40_1000;
const inline = inlineBuildInfo('go1.26.8', MODULES);
const section = (bytes: Uint8Array, name = '.go.buildinfo') => ({ name, bytes, address: ADDRESS, writable: true });

const FILES: Record<string, Uint8Array> = {
  'ELF, inline': elfOf([section(inline)]),
  'ELF without section headers': elfOf([section(inline)], { withoutSectionHeaders: true }),
  'Mach-O, inline': machOOf([section(inline, '__go_buildinfo')]),
  'PE, inline': peOf([section(Buffer.concat([Buffer.alloc(1024 * 1024 - 8), Buffer.alloc(8), inline]), '.data')]),
  'ELF 64, pointers': elfOf([section(pointerBuildInfo('go1.26.8', MODULES, ADDRESS))]),
  'ELF 32, pointers': elfOf([section(pointerBuildInfo('go1.26.8', MODULES, ADDRESS, { bits: 32 }))], { bits: 32 }),
  'ELF 64, pointers, big endian': elfOf([section(pointerBuildInfo('go1.26.8', MODULES, ADDRESS, { littleEndian: false }))], {
    littleEndian: false,
  }),
  'PE, pointers': peOf([{ name: '.data', bytes: pointerBuildInfo('go1.26.8', MODULES, ADDRESS), address: 0x1000, writable: true }]),
};

it.each(Object.entries(FILES))('reads %s', (_, bytes) => {
  const file = inMemory('a', bytes);
  const [executable] = readExecutables(file);

  expect(executable && readBuildInfo(file, executable)).toEqual({ goVersion: 'go1.26.8', moduleText: MODULES });
});

it.each`
  what                      | bytes
  ${'no build information'} | ${elfOf([section(Uint8Array.of(1), '.data')])}
  ${'no version'}           | ${elfOf([section(inlineBuildInfo('x', ''))])}
  ${'a cut section'}        | ${elfOf([section(inline.subarray(0, 100))]).subarray(0, 300)}
  ${'an endless length'}    | ${elfOf([section(Buffer.concat([inline.subarray(0, 32), Buffer.alloc(20, 0xff)]))])}
`('reads nothing from $what', ({ bytes }: { bytes: Uint8Array }) => {
  const file = inMemory('a', bytes);
  const [executable] = readExecutables(file);

  expect(executable && readBuildInfo(file, executable)).toBeUndefined();
});

it('knows a program without modules', () => {
  const file = inMemory('a', elfOf([section(inlineBuildInfo('go1.10', ''))]));
  const [executable] = readExecutables(file);

  expect(executable && hasBuildInfoSection(executable)).toBe(true);
  expect(executable && readBuildInfo(file, executable)).toEqual({ goVersion: 'go1.10', moduleText: '' });
});
