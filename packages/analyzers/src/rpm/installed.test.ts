import { describe, expect, it } from 'vitest';
import { buildHeader, type HeaderTag, nevra } from '../testing/rpm-databases.ts';
import { readHeader } from './header.ts';
import { type Installed, toInstalled } from './installed.ts';

function installed(...tags: HeaderTag[]): Installed | undefined {
  return toInstalled(readHeader(buildHeader([...nevra('libuuid', '2.37', '9.el9'), ...tags])));
}

function withSource(sourceRpm: string, epoch: number[]): unknown {
  const epochTag: HeaderTag[] = epoch.length === 0 ? [] : [{ tag: 1003, type: 4, value: epoch }];
  return installed({ tag: 1044, type: 6, value: sourceRpm }, ...epochTag)?.package;
}

describe('toInstalled', () => {
  it.each`
    sourceRpm                          | epoch  | version           | sourceName      | sourceVersion
    ${'util-linux-2.37-9.el9.src.rpm'} | ${[]}  | ${'2.37-9.el9'}   | ${'util-linux'} | ${'2.37-9.el9'}
    ${'util-linux-2.37-9.el9.src.rpm'} | ${[1]} | ${'1:2.37-9.el9'} | ${'util-linux'} | ${'1:2.37-9.el9'}
    ${'util-linux-2.37-9.el9.src.rpm'} | ${[0]} | ${'2.37-9.el9'}   | ${'util-linux'} | ${'2.37-9.el9'}
    ${'other-7-1.nosrc.rpm'}           | ${[1]} | ${'1:2.37-9.el9'} | ${'other'}      | ${'7-1'}
    ${'(none)'}                        | ${[]}  | ${'2.37-9.el9'}   | ${'libuuid'}    | ${'2.37-9.el9'}
    ${'x.src.rpm'}                     | ${[]}  | ${'2.37-9.el9'}   | ${'libuuid'}    | ${'2.37-9.el9'}
    ${'-1-2.src.rpm'}                  | ${[]}  | ${'2.37-9.el9'}   | ${'libuuid'}    | ${'2.37-9.el9'}
  `('from $sourceRpm, epoch $epoch', ({ sourceRpm, epoch, version, sourceName, sourceVersion }) => {
    expect(withSource(sourceRpm, epoch)).toMatchObject({ version, source: { name: sourceName, version: sourceVersion } });
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
