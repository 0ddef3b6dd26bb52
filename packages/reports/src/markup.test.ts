import { expect, it } from 'vitest';
import { escapeMarkup } from './markup.ts';

it('escapes what could end an element or an attribute', () => {
  expect(escapeMarkup(`<b a="1" c='2'>&`)).toBe('&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;');
});

it('replaces what XML forbids and what turns text round', () => {
  expect(escapeMarkup('a\u0000b\u001bc\ud800d\ufffee\u202ef')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf');
  expect(escapeMarkup('line\nbreak\ttab 😀')).toBe('line\nbreak\ttab 😀');
});
