import { describe, expect, it } from 'vitest';
import type { ListDocument } from './list-document.ts';
import { listFormats } from './list-formats.ts';
import { parseXml } from './testing/parse-xml.ts';
import { HOSTILE } from './testing/sample-documents.ts';

const NOW = new Date('2026-11-25T00:00:00Z');
const list: ListDocument = {
  title: 'Vulnerabilities',
  filter: 'severity critical',
  columns: [
    { key: 'id', head: 'vulnerability' },
    { key: 'cvss', head: 'cvss' },
    { key: 'aliases', head: 'aliases' },
  ],
  rows: [
    ['CVE-1', 9.8, ['GHSA-1', 'X-1']],
    [HOSTILE, null, []],
  ],
};

function render(id: string, document = list): string {
  return listFormats.find((format) => format.id === id)!.render(document, NOW);
}

it('is comma-separated values', () => {
  const text = render('csv', { ...list, rows: list.rows.slice(0, 1) });

  expect(text).toBe('"vulnerability","cvss","aliases"\r\n"CVE-1","9.8","GHSA-1 X-1"\r\n');
});

it('is JSON', () => {
  expect(JSON.parse(render('json'))).toEqual({
    schemaVersion: 1,
    list: 'Vulnerabilities',
    at: '2026-11-25T00:00:00.000Z',
    filter: 'severity critical',
    rows: [
      { id: 'CVE-1', cvss: 9.8, aliases: ['GHSA-1', 'X-1'] },
      { id: HOSTILE, cvss: null, aliases: [] },
    ],
  });
  expect(JSON.parse(render('json', { ...list, filter: undefined }))).toMatchObject({ filter: null });
});

it('is Markdown, with everything in code spans', () => {
  const text = render('markdown');

  expect(text).toContain('2 rows, limited to `severity critical`.\n\n| vulnerability | cvss | aliases |');
  expect(text).toContain('| `CVE-1` | `9.8` | `GHSA-1 X-1` |');
  expect(text.replace(/`[^`\n]*`/g, '')).not.toMatch(/script|alert/);
});

describe('a page', () => {
  it.each([list, { ...list, rows: [] }])('is well-formed', (document) => {
    const [body] = /<body>.*<\/body>/s.exec(render('html', document))!;

    expect(parseXml(body).name).toBe('body');
  });

  it('says what it is limited to', () => {
    expect(render('html')).toContain('<span>2 rows</span><span>limited to severity critical</span>');
  });
});
