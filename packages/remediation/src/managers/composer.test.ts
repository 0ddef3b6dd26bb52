import { expect, it } from 'vitest';
import { composer } from './composer.ts';

const pin = { name: 'monolog/monolog', from: ['1.0.0'], to: '1.27.1' };

it('changes a requirement, or adds one', () => {
  const manifest = { path: 'composer.json', text: '{"require":{"monolog/monolog": "^1.0","php":">=8"}}' };

  expect(composer.edits(pin, manifest, true)).toEqual([
    {
      kind: 'dependency',
      file: 'composer.json',
      before: '"monolog/monolog": "^1.0"',
      after: '"monolog/monolog": "1.27.1"',
      command: 'composer require --with-all-dependencies monolog/monolog:1.27.1',
    },
  ]);
  expect(composer.edits(pin, undefined, true)).toMatchObject([{ kind: 'override', before: '' }]);
});

it.each(['', '{}', '"monolog/monolog":'])('finds no requirement in %j', (text) => {
  expect(composer.declared(text, 'monolog/monolog')).toBeUndefined();
});
