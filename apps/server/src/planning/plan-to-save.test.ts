import type { Link } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { isDone } from './plan-to-save.ts';

const link = (vulnerability: string, name: string, version: string): Link => ({
  subject: { ecosystem: 'Debian', release: '12', name, version, arch: 'source', module: '' },
  vulnerability,
  severity: 'high',
  status: 'affected',
  fixState: 'none',
  fixedVersions: [],
  evidence: [],
});
const removes = [{ id: 'CVE-1', purl: 'pkg:deb/debian/openssl@3.0.1-1?arch=source&distro=debian-12' }];

describe('a plan is', () => {
  it.each`
    present                                  | expected | why
    ${[]}                                    | ${true}  | ${'nothing of it is left'}
    ${[link('CVE-2', 'openssl', '3.0.1-1')]} | ${true}  | ${'the package has another flaw'}
    ${[link('CVE-1', 'zlib', '1.2-1')]}      | ${true}  | ${'another package has the flaw'}
    ${[link('CVE-1', 'openssl', '3.0.1-1')]} | ${false} | ${'it is still there'}
    ${[link('CVE-1', 'openssl', '3.0.2-1')]} | ${false} | ${'it is there in another version'}
  `('done: $expected, $why', ({ present, expected }) => expect(isDone({ removes }, present)).toBe(expected));

  it('never done if it removes nothing', () => {
    expect(isDone({ removes: [] }, [])).toBe(false);
  });
});
