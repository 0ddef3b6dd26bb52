import { describe, expect, it } from 'vitest';
import { compareNames, isBundle, isCve, isSecurity } from './names.ts';

describe('compareNames', () => {
  it('puts the best known name first, and of one kind the oldest', () => {
    const names = ['RETIRE-x-1', 'PYSEC-2020-1', 'CVE-2024-1000', 'GO-2020-1', 'GHSA-aaaa', 'CVE-2024-999', 'RUSTSEC-2020-1', 'CVE-2009-1'];

    expect(names.toSorted(compareNames)).toEqual([
      'CVE-2009-1',
      'CVE-2024-999',
      'CVE-2024-1000',
      'GHSA-aaaa',
      'GO-2020-1',
      'RUSTSEC-2020-1',
      'PYSEC-2020-1',
      'RETIRE-x-1',
    ]);
  });

  it.each`
    a                 | b
    ${'CVE-2024-1'}   | ${'CVE-2024-01'}
    ${'CVE-2024-1'}   | ${'CVE-2024-1a'}
    ${'CVE-2024-10a'} | ${'CVE-2024-10b'}
  `('tells $a and $b apart both ways round', ({ a, b }) => {
    expect(Math.sign(compareNames(a, b))).toBe(-Math.sign(compareNames(b, a)));
    expect(compareNames(a, b)).not.toBe(0);
  });
});

it.each`
  id                     | bundle   | security | cve
  ${'DSA-5000-1'}        | ${true}  | ${true}  | ${false}
  ${'ALSA-2023:0077'}    | ${true}  | ${true}  | ${false}
  ${'ALBA-2022:7821'}    | ${true}  | ${false} | ${false}
  ${'RHEA-2022:7821'}    | ${true}  | ${false} | ${false}
  ${'DEBIAN-CVE-2026-1'} | ${false} | ${true}  | ${false}
  ${'CVE-2026-1'}        | ${false} | ${true}  | ${true}
`('knows what $id is', ({ id, bundle, security, cve }) => {
  expect([isBundle(id), isSecurity(id), isCve(id)]).toEqual([bundle, security, cve]);
});
