import { expect, it } from 'vitest';
import { spdxLicense } from './spdx-licenses.ts';

it.each`
  licenses                         | expression
  ${[]}                            | ${'NOASSERTION'}
  ${['', ' ']}                     | ${'NOASSERTION'}
  ${['MIT']}                       | ${'MIT'}
  ${['MIT', 'MIT']}                | ${'MIT'}
  ${['MIT OR Apache-2.0', 'Zlib']} | ${'(MIT OR Apache-2.0) AND Zlib'}
`('$licenses is $expression', ({ licenses, expression }: { licenses: string[]; expression: string }) => {
  expect(spdxLicense(licenses)).toEqual({ expression, references: [] });
});

it('refers to what is no expression by the text that was stated', () => {
  const { expression, references } = spdxLicense(['MIT', 'see the file (c) "me"']);

  expect(expression).toMatch(/^MIT AND LicenseRef-see-the-file-c-me-[0-9a-f]{8}$/);
  expect(references).toEqual([{ id: expression.slice('MIT AND '.length), text: 'see the file (c) "me"' }]);
});

it('does not take over references that another document would have to explain', () => {
  expect(spdxLicense(['LicenseRef-theirs']).references).toHaveLength(1);
});
