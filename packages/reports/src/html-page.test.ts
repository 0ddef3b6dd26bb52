import { expect, it } from 'vitest';
import { htmlPage, htmlTable } from './html-page.ts';

it('escapes title and facts, and leaves out what is empty', () => {
  const text = htmlPage('<b>', ['', 'a & b'], ['', '<p>part</p>'], new Date('2026-11-25T03:04:05Z'));

  expect(text).toContain('<h1>&lt;b&gt;</h1>\n<p class="facts"><span>a &amp; b</span></p>\n<p>part</p>\n<footer>');
  expect(text).toContain('2026-11-25 03:04 UTC');
});

it('is a table under its title, or nothing', () => {
  expect(htmlTable('Findings', ['A'], ['<td>1</td>'])).toContain('<h2>Findings <span class="muted">1</span></h2>');
  expect(htmlTable('', ['A'], ['<td>1</td>'])).not.toContain('<h2>');
  expect(htmlTable('Findings', ['A'], [])).toBe('');
});
