import { expect, it } from 'vitest';
import { safeUrl } from './safe-url.ts';

it.each`
  text                                   | expected
  ${'https://nvd.nist.gov/vuln/CVE-1'}   | ${'https://nvd.nist.gov/vuln/CVE-1'}
  ${'http://example.com'}                | ${'http://example.com/'}
  ${'javascript:alert(1)'}               | ${undefined}
  ${'JaVaScRiPt:alert(1)'}               | ${undefined}
  ${'data:text/html,<script>1</script>'} | ${undefined}
  ${'not a link'}                        | ${undefined}
`('$text leads to $expected', ({ text, expected }) => expect(safeUrl(text)?.href).toBe(expected));
