import { expect, it } from 'vitest';
import { bundler } from './bundler.ts';

const pin = { name: 'rack', from: ['2.0.0'], to: '2.2.8' };

it('changes a line of the Gemfile, or adds one', () => {
  expect(bundler.edits(pin, { path: 'app/Gemfile', text: "gem 'rack-test'\ngem 'rack', '~> 2.0'\n" }, true)).toEqual([
    {
      kind: 'dependency',
      file: 'app/Gemfile',
      before: "gem 'rack', '~> 2.0'",
      after: 'gem "rack", "2.2.8"',
      command: 'bundle update --conservative rack',
    },
  ]);
  expect(bundler.edits(pin, undefined, true)).toMatchObject([
    { kind: 'override', file: 'Gemfile', before: '', after: 'gem "rack", "2.2.8"' },
  ]);
});
