import { expect, it } from 'vitest';
import { parseManifest } from './manifest.ts';

const parse = (text: string) => Object.fromEntries(parseManifest(new TextEncoder().encode(text)));

it.each(['\n', '\r\n', '\r'])('joins continued lines and stops at the first empty one (%j)', (end) => {
  const text = [
    'Implementation-Title: spring',
    ' -beans',
    'Export-Package: a;version="1:2"',
    'Implementation-Title: other',
    '',
    'Name: x/y',
  ].join(end);

  expect(parse(text)).toEqual({ 'implementation-title': 'spring-beans', 'export-package': 'a;version="1:2"' });
});

it('passes over what is not filled in, and over noise', () => {
  expect(parse(' stray\nVersion: ${project.version}\nEmpty: \nnonsense\n: x\n')).toEqual({});
});

it('joins 300,000 continued lines quickly', () => {
  expect(parse(`A: ${'\n x'.repeat(300_000)}`)).toHaveProperty('a');
});
