import type { Member, Package } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { openFindings } from './finding-keys.ts';
import { chooseOsUpgrade, type OsUpgrade } from './os-upgrade.ts';
import { replaceVersions } from './simulate.ts';
import { deb, dpkgSet, inventory, layer, matchBy, npm, npmSet, setOf } from './testing/inventories.ts';

const match = matchBy([
  { id: 'CVE-1', name: 'openssl', fixed: '3.0.2-1' },
  { id: 'CVE-2', name: 'openssl', fixed: '3.0.3-1' },
  { id: 'CVE-3', name: 'zlib' },
  { id: 'CVE-4', name: 'libcap2', fixed: '1:2.66-5' },
]);

function upgradeFor(...members: Member[]): OsUpgrade | undefined {
  const image = inventory([layer(1)], dpkgSet(0, ...members));
  return chooseOsUpgrade(image, match(image), match, 1);
}

it('is one line with the exact version of every installed package of a fixed source', () => {
  const members = [deb('apt', '2.6.1'), deb('openssl', '3.0.1-1'), deb('libssl3', '3.0.1-1', 'openssl'), deb('zlib1g', '1.2-1', 'zlib')];
  const upgrade = upgradeFor(...members);
  const after = replaceVersions(inventory([layer(1)], dpkgSet(0, ...members)), upgrade!.newVersionOf);

  expect(upgrade?.edit).toMatchObject({
    kind: 'os-packages',
    file: 'Dockerfile',
    before: '',
    after: 'RUN apt-get update && apt-get install -y --only-upgrade libssl3=3.0.3-1 openssl=3.0.3-1 && rm -rf /var/lib/apt/lists/*',
  });
  expect(upgrade?.packages).toBe(2);
  expect([...openFindings(match(after)).values()].map(({ vulnerability }) => vulnerability)).toEqual(['CVE-3']);
});

it("comes behind the application's own installation, for before it the package is not there", () => {
  const layers = [layer(1, 'ADD rootfs'), layer(2, 'RUN apt-get install \\\n  nginx')];
  const image = inventory(layers, dpkgSet(0, deb('apt', '2.6.1'), deb('libcap2', '1:2.66-4')), dpkgSet(1, deb('openssl', '3.0.1-1')));

  expect(chooseOsUpgrade(image, match(image), match, 1)?.edit.behind).toBe('RUN apt-get install \\ nginx');
  expect(chooseOsUpgrade(image, match(image), match, 2)?.edit).not.toHaveProperty('behind');
});

it('asks for the newest where the version of a binary package does not follow from its source', () => {
  const upgrade = upgradeFor(
    deb('apt', '2.6.1'),
    deb('libcap2', '1:2.66-4+b1', 'libcap2', '1:2.66-4'),
    deb('libcap2-bin', '9.9', 'libcap2', '1:2.66-4'),
  );

  expect(upgrade?.edit.after).toContain('--only-upgrade libcap2=1:2.66-5 libcap2-bin &&');
  expect(upgrade?.limits[1]).toContain('libcap2-bin');
});

it('is undefined without a fix, without a package manager, and for other packages', () => {
  expect(upgradeFor(deb('apt', '2.6.1'), deb('zlib1g', '1.2-1', 'zlib'))).toBeUndefined();
  expect(upgradeFor(deb('openssl', '3.0.1-1'))).toBeUndefined();
  const languages = inventory([layer(1)], npmSet(0, npm('apt', '1.0.0'), npm('openssl', '1.0.0')));
  expect(chooseOsUpgrade(languages, match(languages), match, 1)).toBeUndefined();
});

describe('other distributions', () => {
  function member(type: Package['type'], ecosystem: string, name: string, version: string): Member {
    return {
      package: { type, name, version, licenses: [] },
      subject: { ecosystem, release: '9', name, version, arch: '', module: '' },
      path: 'db',
    };
  }

  it.each`
    type     | ecosystem      | tool           | version            | fixed               | line
    ${'apk'} | ${'Alpine'}    | ${'apk-tools'} | ${'3.1.0-r1'}      | ${'3.1.4-r0'}       | ${'apk add --no-cache --upgrade openssl=3.1.4-r0'}
    ${'rpm'} | ${'AlmaLinux'} | ${'dnf'}       | ${'1:3.0.1-1.el9'} | ${'1:3.0.7-27.el9'} | ${'dnf upgrade -y openssl-1:3.0.7-27.el9 && dnf clean all'}
    ${'rpm'} | ${'AlmaLinux'} | ${'microdnf'}  | ${'1:3.0.1-1.el9'} | ${'1:3.0.7-27.el9'} | ${'microdnf upgrade -y openssl-1:3.0.7-27.el9 && microdnf clean all'}
    ${'rpm'} | ${'openSUSE'}  | ${'zypper'}    | ${'3.0.1-1'}       | ${'3.0.7-1'}        | ${'zypper --non-interactive install openssl=3.0.7-1 && zypper clean --all'}
  `('$tool: $line', ({ type, ecosystem, tool, version, fixed, line }) => {
    const rules = matchBy([{ id: 'CVE-1', name: 'openssl', fixed }]);
    const image = inventory(
      [layer(1)],
      setOf('os/x@1', 'db', 0, [member(type, ecosystem, tool, '1.0-1'), member(type, ecosystem, 'openssl', version)]),
    );

    expect(chooseOsUpgrade(image, rules(image), rules, 1)?.edit.command).toBe(line);
  });
});

it('quotes what a shell would read', () => {
  const evil = matchBy([{ id: 'CVE-1', name: 'a;reboot', fixed: '2' }]);
  const image = inventory([layer(1)], dpkgSet(0, deb('apt', '1'), deb('a;reboot', '1')));

  expect(chooseOsUpgrade(image, evil(image), evil, 1)?.edit.after).toContain("'a;reboot=2'");
});
