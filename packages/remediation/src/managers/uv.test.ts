import { expect, it } from 'vitest';
import { uv } from './uv.ts';

const pin = { name: 'jinja2', from: ['2.10'], to: '3.1.6' };
const manifest = { path: 'pyproject.toml', text: 'dependencies = [\n  "Jinja2>=2.10",\n]\n' };

it('changes a dependency, or overrides what dependencies ask for', () => {
  expect(uv.edits(pin, manifest, true)).toEqual([
    { kind: 'dependency', file: 'pyproject.toml', before: '"Jinja2>=2.10",', after: '"jinja2==3.1.6",', command: 'uv add jinja2==3.1.6' },
  ]);
  expect(uv.edits({ ...pin, name: 'left' }, manifest, true)).toEqual([
    { kind: 'override', file: 'pyproject.toml', before: '', after: '[tool.uv]\noverride-dependencies = ["left==3.1.6"]' },
  ]);
});
