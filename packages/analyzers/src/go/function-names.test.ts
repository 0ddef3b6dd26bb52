import { expect, it } from 'vitest';
import { readExecutables } from '../executable/read-executables.ts';
import { inMemory } from '../testing/conformance.ts';
import { elfOf, machOOf, peOf } from '../testing/executables.ts';
import { functionTable } from '../testing/go-programs.ts';
import { readFunctionNames } from './function-names.ts';

const NAMES = ['main.main', 'net/http.(*Server).Serve'];
const table = functionTable(NAMES);
const hidden = Buffer.concat([Buffer.alloc(1024 * 1024 + 15, 0xff), Buffer.from([0]), table]);

it.each`
  what                          | bytes
  ${'ELF'}                      | ${elfOf([{ name: '.gopclntab', bytes: table }])}
  ${'ELF of Go 1.18'}           | ${elfOf([{ name: '.gopclntab', bytes: functionTable(NAMES, 0xffff_fff0) }])}
  ${'ELF of Go 1.16'}           | ${elfOf([{ name: '.gopclntab', bytes: functionTable(NAMES, 0xffff_fffa) }])}
  ${'ELF linked by a C linker'} | ${elfOf([{ name: '.data.rel.ro', bytes: hidden }])}
  ${'Mach-O'}                   | ${machOOf([{ name: '__gopclntab', bytes: table }])}
  ${'PE'}                       | ${peOf([{ name: '.rdata', bytes: hidden }])}
`('reads $what', ({ bytes }: { bytes: Uint8Array }) => {
  const file = inMemory('a', bytes);
  const [executable] = readExecutables(file);

  expect(executable && [...(readFunctionNames(file, executable) ?? [])]).toEqual(NAMES);
});

it('finds names in the oldest format, among other things', () => {
  const file = inMemory('a', elfOf([{ name: '.gopclntab', bytes: functionTable(NAMES, 0xffff_fffb) }]));
  const [executable] = readExecutables(file);

  expect(executable && [...(readFunctionNames(file, executable) ?? [])]).toEqual(expect.arrayContaining(NAMES));
});

it.each`
  what                   | bytes
  ${'no table'}          | ${elfOf([{ name: '.data', bytes: Uint8Array.of(1) }])}
  ${'an unknown format'} | ${elfOf([{ name: '.gopclntab', bytes: functionTable(NAMES, 0xffff_ff00) }])}
  ${'a cut table'}       | ${elfOf([{ name: '.gopclntab', bytes: table.subarray(0, 80) }])}
`('answers undefined to $what', ({ bytes }: { bytes: Uint8Array }) => {
  const file = inMemory('a', bytes);
  const [executable] = readExecutables(file);

  expect(executable && readFunctionNames(file, executable)).toBeUndefined();
});
