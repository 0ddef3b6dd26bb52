import { expect, it } from 'vitest';
import { parseGemspec } from './gemspec.ts';

const parse = (text: string) => parseGemspec(new TextEncoder().encode(text));

it('prefers the stub line', () => {
  const text =
    '# -*- encoding: utf-8 -*-\n# stub: nokogiri 1.15.4 x86_64-linux lib\n\n  s.name = "other".freeze\n  s.licenses = ["MIT".freeze, "Ruby"]\n';

  expect(parse(text)).toEqual({ name: 'nokogiri', version: '1.15.4', licenses: ['MIT', 'Ruby'] });
});

it.each`
  text                                                     | name         | version
  ${"spec.name = 'rake'\nspec.version = '13.0.6'"}         | ${'rake'}    | ${'13.0.6'}
  ${'s.name = "a"\ns.version = Gem::Version.new("1.2.3")'} | ${'a'}       | ${'1.2.3'}
  ${'s.name = "a"\ns.version = "1.15.4-java"'}             | ${'a'}       | ${'1.15.4'}
  ${'s.name = "a"\ns.version = A::VERSION'}                | ${'a'}       | ${undefined}
  ${'s.required_ruby_version = "2.0"'}                     | ${undefined} | ${undefined}
  ${'# stub: "x y'}                                        | ${undefined} | ${undefined}
`('reads $text', ({ text, name, version }) => {
  expect(parse(text)).toMatchObject({ name, version });
});

it('is quick about 500,000 blanks', () => {
  expect(parse(`s.name${' '.repeat(500_000)}= "a"`).name).toBeUndefined();
});
