import type { AffectedEntry } from '@plimsoll/advisories';
import { expect, it } from 'vitest';
import { appliesToModule } from './modules.ts';

const MODULAR = '1:18.20.2-2.module_el9.4.0+99+a01f7676';

it.each`
  modules          | module         | version                          | applies
  ${undefined}     | ${''}          | ${'18.1-1.el9'}                  | ${true}
  ${undefined}     | ${'nodejs:18'} | ${'18.1-1.module_el9.2.0+1+a'}   | ${false}
  ${undefined}     | ${''}          | ${'18.1-1.module_el9.2.0+1+a'}   | ${false}
  ${['nodejs:18']} | ${'nodejs:18'} | ${'18.1-1.module_el9.2.0+1+a'}   | ${true}
  ${['nodejs:18']} | ${'nodejs:20'} | ${'20.1-1.module_el9.2.0+1+a'}   | ${false}
  ${['nodejs:18']} | ${''}          | ${'16.1-1.el9'}                  | ${false}
  ${[]}            | ${'varnish:6'} | ${'6.0-1.module_el8.2.0+1+a'}    | ${true}
  ${['nodejs:18']} | ${''}          | ${'1:18.1-1.module_el9.2.0+1+a'} | ${true}
  ${['nodejs:18']} | ${''}          | ${'1:20.1-1.module_el9.2.0+1+a'} | ${false}
`('an advisory for $modules applies to $version of "$module": $applies', ({ modules, module, version, applies }) => {
  const entry: AffectedEntry = {
    advisory: 'ALSA-1',
    vulnerabilities: [],
    release: '9',
    ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: MODULAR }] }],
    versions: [],
    ...(modules === undefined ? {} : { modules }),
  };

  expect(appliesToModule(entry, { ecosystem: 'AlmaLinux', release: '9', name: 'nodejs', version, arch: '', module })).toBe(applies);
});
