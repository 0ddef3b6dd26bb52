import { describe, expect, it } from 'vitest';
import { canonicalPython, pip, requirementName } from './pip.ts';

const pin = { name: 'jinja2', from: ['2.10'], to: '3.1.6' };

it('changes the line of requirements.txt, however the name is spelled', () => {
  const manifest = { path: 'app/requirements.txt', text: '# jinja2\n-r other.txt\nJinja2[async] >= 2.10 ; python_version > "3"\n' };

  expect(pip.edits(pin, manifest, true)).toEqual([
    { kind: 'dependency', file: 'app/requirements.txt', before: 'Jinja2[async] >= 2.10 ; python_version > "3"', after: 'jinja2==3.1.6' },
  ]);
});

it('constrains what only dependencies ask for', () => {
  const edits = pip.edits(pin, { path: 'requirements.txt', text: 'flask==1.0' }, true);

  expect(edits).toMatchObject([{ kind: 'override', file: 'constraints.txt', before: '', after: 'jinja2==3.1.6' }]);
  expect(pip.edits(pin, undefined, true)).toEqual(edits);
});

describe('requirementName', () => {
  it.each`
    line                   | name
    ${'ruamel.yaml==0.17'} | ${'ruamel-yaml'}
    ${'zope_interface'}    | ${'zope-interface'}
    ${'--hash=sha256:1'}   | ${undefined}
    ${'# comment'}         | ${undefined}
    ${''}                  | ${undefined}
  `('"$line" names $name', ({ line, name }) => expect(requirementName(line)).toBe(name));
});

it('normalises names', () => {
  expect(canonicalPython('Ruamel._-Yaml')).toBe('ruamel-yaml');
});
