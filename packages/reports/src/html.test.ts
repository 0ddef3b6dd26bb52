import { describe, expect, it } from 'vitest';
import { html } from './html.ts';
import { cleanScan, decidedScan, HOSTILE, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';
import { parseXml, type XmlElement } from './testing/parse-xml.ts';

/** The body, read as strictly as XML is: our own elements that HTML leaves open are closed first. */
function bodyOf(text: string): XmlElement {
  return parseXml(/<body>.*<\/body>/s.exec(text)![0].replaceAll('<br>', '<br/>'));
}

function elementsOf(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(elementsOf)];
}

describe.each([
  ['a scan', sampleScan],
  ['a scan with decisions', { ...decidedScan, filter: HOSTILE }],
])('%s with hostile text everywhere', (_, document) => {
  const text = html.render(document, OPTIONS);
  const elements = elementsOf(bodyOf(text));

  it('has no elements but ours', () => {
    const names = [...new Set(elements.map(({ name }) => name))].toSorted();

    expect(names).toEqual(
      ['a', 'b', 'body', 'br', 'code', 'details', 'div', 'footer', 'h1', 'h2', 'i', 'li', 'main', 'p', 'section', 'span', 'summary'].concat(
        ['table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
      ),
    );
  });

  it('has no attributes but ours, and links only to https', () => {
    const attributes = elements.flatMap((element) => Object.entries(element.attributes));

    expect([...new Set(attributes.map(([name]) => name))].toSorted()).toEqual(['aria-hidden', 'class', 'href', 'rel', 'scope', 'style']);
    const addresses = attributes.flatMap(([name, value]) => (name === 'href' ? [value] : []));
    expect(addresses.filter((address) => !/^https:\/\/(?:www\.cve\.org|github\.com|osv\.dev)\//.test(address))).toEqual([]);
  });

  it('asks for nothing from outside and allows no script', () => {
    expect(text).not.toMatch(/<(script|link|img|iframe|object)\b|@import|url\(/i);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('shows the EPSS score where there is one', () => {
    expect(text.match(/EPSS [^<]*/g)).toEqual(['EPSS 94 %']);
  });

  it('shows findings, what is not affected, problems and packages', () => {
    const headings = elements.filter(({ name }) => name === 'h2').map((element) => element.text.join('').trim());

    expect(headings).toEqual(['Problems', 'Findings', 'Not affected', 'Packages']);
    expect(elements.filter(({ name }) => name === 'tr')).toHaveLength(1 + 3 + 1 + 1 + 1 + 3);
  });
});

it('claims that there is nothing only if the image was read whole', () => {
  expect(html.render(cleanScan, OPTIONS)).toContain('No known vulnerabilities.');
  expect(html.render({ ...cleanScan, coverage: 'partial' }, OPTIONS)).toContain(
    'No vulnerabilities found in what could be read (coverage partial).',
  );
});

it('shows the packages of an inventory, and says nothing about vulnerabilities', () => {
  const text = html.render(sampleInventory, OPTIONS);

  expect(text).toContain('<summary>3 packages</summary>');
  expect(text).not.toMatch(/vulnerabilit/i);
});

it('says what was decided', () => {
  const text = html.render(decidedScan, OPTIONS);

  expect(text).toContain('3 of them decided.');
  expect(text).toContain('Risk accepted by ada@example.test until 2027-01-30');
});
