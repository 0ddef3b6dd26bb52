import { describe, expect, it } from 'vitest';
import { junit } from './junit.ts';
import { cleanScan, decidedScan, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';
import { parseXml, textOf, type XmlElement } from './testing/parse-xml.ts';

function suiteOf(text: string): XmlElement {
  const root = parseXml(text);
  expect(root.name).toBe('testsuites');
  expect(root.children.map(({ name }) => name)).toEqual(['testsuite']);
  return root.children[0]!;
}

describe('a scan', () => {
  const suite = suiteOf(junit.render(sampleScan, OPTIONS));
  const cases = suite.children.filter(({ name }) => name === 'testcase');

  it('is one suite, whose counts are those of its tests', () => {
    expect(suite.attributes).toMatchObject({ name: sampleScan.target.name, tests: '4', failures: '3', errors: '0', skipped: '1' });
    expect(cases).toHaveLength(4);
    expect(cases.filter(({ children }) => children[0]?.name === 'failure')).toHaveLength(3);
  });

  it('has a failing test a finding, with what to do', () => {
    expect(cases[0]?.attributes).toMatchObject({ name: 'CVE-2026-0001 openssl' });
    expect(cases[0]?.children[0]?.attributes).toEqual({
      type: 'critical',
      message: 'openssl 3.0.20-1~deb12u2 has CVE-2026-0001 (critical)',
    });
    expect(textOf(cases[0]!.children[0]!)).toContain('Update openssl to 3.0.22-1~deb12u1.');
  });

  it('keeps hostile text as text', () => {
    expect(textOf(cases[2]!.children[0]!)).toContain('"><script>alert(1)</script> ]]>');
  });

  it('tells the problems', () => {
    expect(textOf(suite.children.find(({ name }) => name === 'system-err')!)).toContain('MALFORMED_FILE: cannot read');
  });
});

it('is a test that passes if nothing is found in an image that was read whole', () => {
  const [test] = suiteOf(junit.render(cleanScan, OPTIONS)).children.filter(({ name }) => name === 'testcase');

  expect(test?.attributes['name']).toBe('no known vulnerabilities');
  expect(test?.children).toEqual([]);
});

it('is a test that is skipped if nothing is found in what could be read', () => {
  const suite = suiteOf(junit.render({ ...cleanScan, coverage: 'partial' }, OPTIONS));

  expect(suite.attributes).toMatchObject({ tests: '1', failures: '0', skipped: '1' });
  expect(suite.children.at(-1)?.children[0]?.attributes).toEqual({ message: 'nothing found, but coverage is partial' });
});

it('refuses an inventory', () => {
  expect(() => junit.render(sampleInventory, OPTIONS)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

it('skips what was decided, with the decision', () => {
  const suite = suiteOf(junit.render(decidedScan, OPTIONS));

  expect(suite.attributes).toMatchObject({ tests: '4', failures: '0', skipped: '4' });
  expect(suite.children[1]?.children[0]?.attributes['message']).toContain('Risk accepted by ada@example.test');
});

it('is a test that is skipped if not everything was asked for', () => {
  const suite = suiteOf(junit.render({ ...cleanScan, filter: 'severity critical' }, OPTIONS));

  expect(suite.attributes).toMatchObject({ tests: '1', failures: '0', skipped: '1' });
  expect(suite.children.at(-1)?.children[0]?.attributes).toEqual({
    message: 'nothing found, but only this was asked for: severity critical',
  });
});
