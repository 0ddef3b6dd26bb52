import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';
import { decidedScan, HOSTILE, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';

/** Reads RFC 4180 as it is written there, without any kindness. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '"') throw new Error(`no quote at ${at}`);
    let cell = '';
    for (at++; ; at++) {
      if (at >= text.length) throw new Error('no end of a cell');
      if (text[at] !== '"') cell += text[at];
      else if (text[at + 1] === '"') cell += text[at++];
      else break;
    }
    at++;
    row.push(cell);
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither comma nor line end at ${at}`);
  }
  return rows;
}

describe('a scan', () => {
  const rows = parse(csv.render(sampleScan, OPTIONS));

  it('is a header, a row a finding, a row for what is not affected', () => {
    expect(rows.map(([status, , id]) => [status, id])).toEqual([
      ['status', 'vulnerability'],
      ['affected', 'CVE-2026-0001'],
      ['affected', 'CVE-2026-0002'],
      ['affected', 'GHSA-dddd-eeee-ffff'],
      ['not_affected: vulnerable_code_not_present', 'GO-2026-0001'],
    ]);
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([18]));
  });

  it('has the EPSS score where there is one', () => {
    const [header, scored, plain] = rows;
    const at = header!.indexOf('epss');

    expect(header!.slice(at, at + 2)).toEqual(['epss', 'epss percentile']);
    expect(scored!.slice(at, at + 2)).toEqual(['0.94358', '0.99968']);
    expect(plain!.slice(at, at + 2)).toEqual(['', '']);
  });

  it('keeps every character but NUL, and runs no formula', () => {
    expect(rows[3]?.at(-2)).toBe(`'${HOSTILE.replaceAll('\0', '\ufffd')}`);
  });
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1'])('does not let %j start a formula', (summary) => {
  const [finding] = sampleScan.findings;
  const rows = parse(csv.render({ ...sampleScan, findings: [{ ...finding!, summary }] }, OPTIONS));

  expect(rows[1]?.at(-2)).toBe(`'${summary}`);
});

it('lists the packages of an inventory, with all their places', () => {
  const rows = parse(csv.render(sampleInventory, OPTIONS));

  expect(rows).toHaveLength(4);
  expect(rows[3]?.slice(0, 5)).toEqual([
    'lodash',
    '4.17.20',
    'npm',
    `MIT OR Apache-2.0 All rights reserved ${HOSTILE.replaceAll('\0', '\ufffd')}`,
    'srv/app/node_modules/lodash/package.json srv/app/lib/node_modules/lodash/package.json',
  ]);
});

it('says what was decided', () => {
  const rows = parse(csv.render(decidedScan, OPTIONS));

  expect(rows.map(([status]) => status).slice(1, 4)).toEqual(['decided: accepted', 'decided: false-positive', 'decided: not-affected']);
  expect(rows[1]?.at(-1)).toContain('Risk accepted by ada@example.test until 2027-01-30');
});
