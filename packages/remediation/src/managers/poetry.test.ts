import { expect, it } from 'vitest';
import { poetry } from './poetry.ts';

const pin = { name: 'jinja2', from: ['2.10'], to: '3.1.6' };
const manifest = { path: 'pyproject.toml', text: '[tool.poetry.dependencies]\nJinja2 = "^2.10"\n# left = "1"\n' };

it('changes a dependency, or asks for one', () => {
  expect(poetry.edits(pin, manifest, true)).toEqual([
    {
      kind: 'dependency',
      file: 'pyproject.toml',
      before: 'Jinja2 = "^2.10"',
      after: 'jinja2 = "3.1.6"',
      command: 'poetry add jinja2@3.1.6',
    },
  ]);
  expect(poetry.edits({ ...pin, name: 'left' }, manifest, true)).toMatchObject([{ kind: 'override', before: '', after: 'left = "3.1.6"' }]);
  expect(poetry.edits(pin, undefined, true)).toMatchObject([{ kind: 'override', file: 'pyproject.toml' }]);
});
