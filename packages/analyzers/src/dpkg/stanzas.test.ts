import { describe, expect, it } from 'vitest';
import { parseStanzas } from './stanzas.ts';

function fieldsOf(text: string): Record<string, string>[] {
  return [...parseStanzas(text)].map(({ fields }) => Object.fromEntries(fields));
}

describe('parseStanzas', () => {
  it('splits at the first colon and at blank lines', () => {
    expect(fieldsOf('Package: a\nHomepage: https://a.example/: x\n\n\nPackage: b\n')).toEqual([
      { package: 'a', homepage: 'https://a.example/: x' },
      { package: 'b' },
    ]);
  });

  it('joins continuation lines', () => {
    expect(fieldsOf('Description: short\n long\n .\n\tmore\nVersion: 1')).toEqual([{ description: 'short\nlong\n.\nmore', version: '1' }]);
  });

  it.each([
    ['CRLF', 'Package: a\r\nVersion: 1\r\n\r\n', [{ package: 'a', version: '1' }]],
    ['a missing final newline', 'PACKAGE:a', [{ package: 'a' }]],
    ['blanks in a blank line', 'Package: a\n  \nPackage: b\n', [{ package: 'a' }, { package: 'b' }]],
    ['nothing', '', []],
    ['only blank lines', '\n\n\n', []],
  ])('takes %s', (_, text, want) => {
    expect(fieldsOf(text)).toEqual(want);
  });

  it('keeps stray lines and the number of the first line', () => {
    const [, second] = parseStanzas('A: 1\n\nnothing\n continued\nB: 2\n');

    expect(second).toEqual({ line: 3, fields: new Map([['b', '2']]), strayLines: ['nothing', ' continued'] });
  });

  it('reads a million continuation lines quickly', () => {
    expect([...parseStanzas(`Conffiles:\n${' /etc/x 0\n'.repeat(1_000_000)}`)]).toHaveLength(1);
  });
});
