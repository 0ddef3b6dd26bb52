import { describe, expect, it } from 'vitest';
import type { Edit } from './managers/manager.ts';
import { toDockerfileDiff, toPullRequest, toShellLines } from './plan-text.ts';

const base: Edit = { kind: 'base-image', file: 'Dockerfile', before: 'FROM debian:12-1', after: 'FROM debian:12-2@sha256:1' };
const packages: Edit = { kind: 'os-packages', file: 'Dockerfile', before: '', after: 'RUN apt-get update' };
const pin: Edit = {
  kind: 'dependency',
  file: 'package.json',
  before: '"left": "1.0.0"',
  after: '"left": "1.1.0"',
  command: "npm pkg set 'dependencies[left]=1.1.0'",
};
const dockerfile = ['FROM debian:12-1', 'COPY . /srv', 'USER 1000', 'ENV A=b', 'CMD ["x"]'];

describe('the diff of a Dockerfile', () => {
  it('changes FROM and adds a line behind it', () => {
    expect(toDockerfileDiff({ edits: [base, packages, pin] }, dockerfile)).toBe(
      [
        '--- a/Dockerfile',
        '+++ b/Dockerfile',
        '@@ -1,4 +1,5 @@',
        '-FROM debian:12-1',
        '+FROM debian:12-2@sha256:1',
        '+RUN apt-get update',
        ' COPY . /srv',
        ' USER 1000',
        ' ENV A=b',
        '',
      ].join('\n'),
    );
  });

  it('leaves FROM alone where only packages are upgraded, and changes the last stage of several', () => {
    const stages = ['FROM node:18 AS build', 'RUN make', 'FROM debian:12-1', 'COPY --from=build /x /x'];

    expect(toDockerfileDiff({ edits: [packages] }, stages)).toBe(
      [
        '--- a/Dockerfile',
        '+++ b/Dockerfile',
        '@@ -1,4 +1,5 @@',
        ' FROM node:18 AS build',
        ' RUN make',
        ' FROM debian:12-1',
        '+RUN apt-get update',
        ' COPY --from=build /x /x',
        '',
      ].join('\n'),
    );
  });

  it('puts the upgrade behind the line that installs what it upgrades', () => {
    const behind = { ...packages, behind: 'RUN apt-get install nginx' };

    expect(
      toDockerfileDiff({ edits: [behind] }, ['FROM a', 'RUN apt-get install nginx', 'USER 1000'])
        .split('\n')
        .slice(3),
    ).toEqual([' FROM a', ' RUN apt-get install nginx', '+RUN apt-get update', ' USER 1000', '']);
    expect(
      toDockerfileDiff({ edits: [behind] }, ['FROM a', 'USER 1000'])
        .split('\n')
        .slice(3),
    ).toEqual([' FROM a', '+RUN apt-get update', ' USER 1000', '']);
    expect(toShellLines({ edits: [behind] })).toEqual(['# in Dockerfile, behind RUN apt-get install nginx: RUN apt-get update']);
  });

  it('changes lines of the configuration, adds them at the end, and takes them out', () => {
    const edits: Edit[] = [
      { kind: 'configuration', file: 'Dockerfile', before: '', after: 'USER 1000' },
      { kind: 'configuration', file: 'Dockerfile', before: 'EXPOSE 22', after: '' },
    ];

    expect(toDockerfileDiff({ edits }, ['FROM a', 'EXPOSE 22', 'RUN 1', 'RUN 2', 'RUN 3', 'RUN 4', 'RUN 5', 'RUN 6', 'RUN 7'])).toBe(
      [
        '--- a/Dockerfile',
        '+++ b/Dockerfile',
        '@@ -1,5 +1,4 @@',
        ' FROM a',
        '-EXPOSE 22',
        ' RUN 1',
        ' RUN 2',
        ' RUN 3',
        '@@ -7,3 +6,4 @@',
        ' RUN 5',
        ' RUN 6',
        ' RUN 7',
        '+USER 1000',
        '',
      ].join('\n'),
    );
  });

  it('is empty without such edits, and without a FROM', () => {
    expect(toDockerfileDiff({ edits: [pin] }, dockerfile)).toBe('');
    expect(toDockerfileDiff({ edits: [base] }, ['RUN make'])).toBe('');
  });
});

it('gives a shell line for every edit, or says in words what to do', () => {
  const byHand: Edit = { kind: 'override', file: 'pom.xml', before: '', after: '<a/>\n<b/>' };

  expect(toShellLines({ edits: [base, packages, pin, pin, byHand] })).toEqual([
    "sed -i 's|^FROM debian:12-1\\b.*|FROM debian:12-2@sha256:1|' Dockerfile",
    '# in Dockerfile, behind FROM: RUN apt-get update',
    "npm pkg set 'dependencies[left]=1.1.0'",
    '# in pom.xml: <a/> <b/>',
  ]);
});

describe('the text of a pull request', () => {
  const plan = {
    title: 'Move to debian:12-2',
    edits: [base],
    removes: [{ id: 'CVE-1', purl: 'pkg:deb/debian/openssl@1' }],
    remaining: 3,
    unfixable: 1,
    adds: [{ id: 'CVE-9', purl: 'pkg:deb/debian/brotli@1' }],
    riskRemoved: 10,
    limits: ['Not tried.'],
  };

  it('says what it does, what it promises, what it brings and what it cannot know', () => {
    const { title, body } = toPullRequest(plan, 'shop/web:1.4.0');

    expect(title).toBe('Move to debian:12-2');
    expect(body).toContain('removes 1 known vulnerabilities, leaves 3 of which 1 have no fix, adds 1.');
    expect(body).toContain('`FROM debian:12-1` becomes `FROM debian:12-2@sha256:1`');
    expect(body).toContain('| CVE-1 | `pkg:deb/debian/openssl@1` |');
    expect(body).toContain('- CVE-9 in `pkg:deb/debian/brotli@1`');
    expect(body).toContain('- Not tried.');
  });

  it('lists fifty, and counts the rest', () => {
    const removes = Array.from({ length: 53 }, (_, index) => ({ id: `CVE-${index}`, purl: 'pkg:npm/a@1' }));

    const { body } = toPullRequest({ ...plan, removes, adds: [], limits: [] }, 'x');

    expect(body.match(/^\| CVE-/gm)).toHaveLength(50);
    expect(body).toContain('| and 3 more | |');
    expect(body).not.toContain('Added:');
  });
});
