import { expect, it } from 'vitest';
import { toXml } from './xml.ts';

it('nests, escapes, and leaves out what is undefined', () => {
  expect(toXml('R', { A: { B: '<&">', C: undefined }, N: 1 }, 'urn:x')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<R xmlns="urn:x"><A><B>&lt;&amp;&quot;&gt;</B></A><N>1</N></R>',
  );
});
