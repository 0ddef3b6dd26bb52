import { expect, it } from 'vitest';
import { apkDatabase } from './apk-database.ts';

it('lists everything installed, and a file of what was added', () => {
  const files = apkDatabase(
    [
      ['musl', '1.2.5-r1'],
      ['libssl3', '3.3.4-r0', 'openssl'],
    ],
    [['libssl3', '3.3.4-r0', 'openssl']],
    'aarch64',
  );

  expect(Object.keys(files)).toEqual(['lib/apk/db/installed', 'usr/share/apk/libssl3']);
  const [musl, libssl] = files['lib/apk/db/installed']!.split('\n\n');
  expect(musl).toMatch(/^P:musl\nV:1\.2\.5-r1\nA:aarch64\n[^]*o:musl\n/);
  expect(libssl).toMatch(/^P:libssl3\n[^]*o:openssl\nF:usr\/share\/apk\nR:libssl3\n$/);
});
