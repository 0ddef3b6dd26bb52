import { expect, it } from 'vitest';
import { npmLicenses } from './licenses.ts';

it.each`
  manifest                                                | expected
  ${{ license: 'MIT' }}                                   | ${['MIT']}
  ${{ license: { type: 'BSD-2-Clause', url: 'x' } }}      | ${['BSD-2-Clause']}
  ${{ licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] }} | ${['MIT', 'GPL-2.0']}
  ${{ license: ['MIT'] }}                                 | ${['MIT']}
  ${{ license: 7, licenses: null }}                       | ${[]}
  ${{}}                                                   | ${[]}
`('reads $manifest', ({ manifest, expected }) => {
  expect(npmLicenses(manifest)).toEqual(expected);
});
