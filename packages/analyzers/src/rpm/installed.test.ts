import { describe, expect, it } from 'vitest';
import { buildHeader, type HeaderTag, nevra } from '../testing/rpm-databases.ts';
import { readHeader } from './header.ts';
import { type Installed, toInstalled } from './installed.ts';

function installed(...tags: HeaderTag[]): Installed | undefined {
  return toInstalled(readHeader(buildHeader([...nevra('libuuid', '2.37', '9.el9'), ...tags])));
}

describe('toInstalled', () => {
  it.each`
    epoch | version
    ${0}  | ${'2.37-9.el9'}
    ${17} | ${'17:2.37-9.el9'}
  `('writes epoch $epoch as $version, of the source too', ({ epoch, version }) => {
    const tags: HeaderTag[] = [
      { tag: 1003, type: 4, value: [epoch] },
      { tag: 1044, type: 6, value: 'util-linux-2.37-9.el9.src.rpm' },
    ];

    expect(installed(...tags)?.package).toMatchObject({ version, source: { name: 'util-linux', version } });
  });

  it('takes what the header says of builder, licence, architecture and module', () => {
    const label = 'nodejs:18:8090020231019133024:a75119d5:x86_64';

    expect(
      installed(
        { tag: 1011, type: 6, value: 'Red Hat, Inc.' },
        { tag: 1014, type: 6, value: 'BSD' },
        { tag: 1022, type: 6, value: 'x86_64' },
        { tag: 5096, type: 6, value: label },
      )?.package,
    ).toMatchObject({ vendor: 'Red Hat, Inc.', licenses: ['BSD'], arch: 'x86_64', module: label });
  });

  it('skips keys', () => {
    expect(toInstalled(readHeader(buildHeader(nevra('gpg-pubkey', '1', '2'))))).toBeUndefined();
  });

  it('joins folders and names, without ghosts and names of no folder', () => {
    const files = installed(
      { tag: 1116, type: 4, value: [1, 0, 0, 7] },
      { tag: 1117, type: 8, value: ['bash', 'x.log', 'y', 'lost'] },
      { tag: 1118, type: 8, value: ['/var/', '/usr/bin/'] },
      { tag: 1037, type: 4, value: [0, 0x40, 1, 0] },
    )?.files;

    expect(files).toEqual([
      ['/usr/bin/', 'bash'],
      ['/var/', 'y'],
    ]);
  });

  it('takes whole paths of old packages', () => {
    expect(installed({ tag: 1027, type: 8, value: ['/a/b', '/c'] })?.files).toEqual([
      ['', '/a/b'],
      ['', '/c'],
    ]);
  });

  it('refuses a package without a version', () => {
    expect(() => toInstalled(readHeader(buildHeader(nevra('a', '', '1'))))).toThrow(expect.objectContaining({ code: 'MALFORMED_RECORD' }));
  });
});
