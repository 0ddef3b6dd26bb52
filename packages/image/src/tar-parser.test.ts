import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, linkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tarHeader, writeTar } from '@plimsoll/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { type TarMember, TarParser } from './tar-parser.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('TarParser', () => {
  const long = join(...Array.from({ length: 30 }, (_, i) => `directory-${i}`));
  mkdirSync(join(directory, long), { recursive: true });
  writeFileSync(join(directory, long, 'file'), 'deep');
  writeFileSync(join(directory, 'plain'), 'x'.repeat(1000));
  symlinkSync(long, join(directory, 'link'));
  linkSync(join(directory, 'plain'), join(directory, 'same'));

  it.each(['v7', 'ustar', 'gnu', 'oldgnu', 'posix'])('reads what tar writes as %s', (format) => {
    // The two oldest formats cannot express the long names.
    const paths = format === 'v7' || format === 'ustar' ? ['plain', 'same'] : ['plain', 'same', 'link', join(long, 'file')];
    const archive = execFileSync('tar', ['-c', '--format', format, '-C', directory, ...paths]);

    const found = parse(archive, 700);

    expect(found.content.get('plain')).toBe('x'.repeat(1000));
    expect(found.members.find(({ path }) => path === 'same')).toMatchObject({ type: 'hard-link', linkPath: 'plain' });
    if (paths.length === 2) return;
    expect(found.content.get(join(long, 'file'))).toBe('deep');
    expect(found.members.find(({ path }) => path === 'link')).toMatchObject({ type: 'symlink', linkPath: long });
  });

  it('reads what tar writes of a sparse file as unreadable, and what follows it', () => {
    execFileSync('truncate', ['-s', '3M', join(directory, 'sparse')]);
    for (const offset of [0, 500_000, 1_000_000, 1_500_000, 2_000_000, 2_500_000]) {
      execFileSync('dd', [
        'if=/dev/zero',
        `of=${join(directory, 'sparse')}`,
        'bs=1',
        'count=1',
        `seek=${offset}`,
        'conv=notrunc',
        'status=none',
      ]);
      execFileSync('sh', ['-c', `printf x | dd of='${join(directory, 'sparse')}' bs=1 seek=${offset} conv=notrunc status=none`]);
    }
    for (const format of ['gnu', 'posix']) {
      const archive = execFileSync('tar', ['-c', '-S', '--format', format, '-C', directory, 'sparse', 'plain']);

      const { members, content } = parse(archive, 5000);

      expect(members).toMatchObject([
        { path: 'sparse', type: 'unreadable' },
        { path: 'plain', type: 'file' },
      ]);
      expect(content.get('plain')).toBe('x'.repeat(1000));
    }
  });

  it('does not apply global headers, as container runtimes do not', () => {
    const archive = Buffer.from(writeTar([{ path: 'global', type: 'pax-global', content: '16 path=misled\n\n' }, { path: 'real' }]));

    expect(parse(archive).members.map(({ path }) => path)).toEqual(['real']);
  });

  it('applies an extended header to one member only, and its size', () => {
    const archive = writeTar([
      { path: 'cut', pax: { path: 'whole' } },
      { path: 'next', content: 'x' },
    ]);

    expect(parse(Buffer.from(archive)).members.map(({ path }) => path)).toEqual(['whole', 'next']);
    const sized = Buffer.from(writeTar([{ path: 'a', pax: { size: '3' } }]));
    const content = Buffer.concat([sized.subarray(0, 1536), Buffer.from('abc'), Buffer.alloc(509)]);
    expect(parse(content).content.get('a')).toBe('abc');
  });

  it('says where the data lies, so that it can be skipped', () => {
    const archive = Buffer.from(
      writeTar([
        { path: 'a', content: 'x'.repeat(5000) },
        { path: 'b', content: 'y' },
      ]),
    );
    const members: TarMember[] = [];
    const parser = new TarParser({ onMember: (member) => members.push(member) < 0, onContent: () => false, onMemberEnd: () => {} });

    parser.push(archive.subarray(0, 512));
    const skippable = parser.skippableBytes;
    parser.skip(skippable);
    parser.push(archive.subarray(512 + skippable));
    parser.end();

    expect(skippable).toBe(5120);
    expect(members.map(({ offset }) => archive.toString('latin1', offset, offset + 1))).toEqual(['x', 'y']);
    expect(parser.isAtEnd).toBe(true);
  });

  it('stops delivering content when told so', () => {
    const pieces: number[] = [];
    const parser = new TarParser({
      onMember: () => true,
      onContent: (bytes) => pieces.push(bytes.length) < 1,
      onMemberEnd: () => pieces.push(-1),
    });

    parser.push(Buffer.from(writeTar([{ path: 'a', content: 'x'.repeat(2000) }, { path: 'b' }])));

    expect(pieces).toEqual([2000, -1]);
  });

  it('ignores what follows the end marker, and refuses what follows a lone block of zeros', () => {
    const one = Buffer.from(writeTar([{ path: 'a' }]));

    expect(parse(Buffer.concat([one, Buffer.from('garbage')])).members).toHaveLength(1);
    expect(() => parse(Buffer.concat([one.subarray(0, 1024), one]))).toThrow(expect.objectContaining({ code: 'CORRUPT_ARCHIVE' }));
  });

  it('refuses to end within data, even if what is missing is as short as a padding', () => {
    const start = [writeTar([{ path: 'a', content: 'x' }]).subarray(0, 1024), tarHeader({ path: 'b', typeFlag: '0', sizeBytes: 512 })];

    expect(() => parse(Buffer.concat([...start, Buffer.alloc(500)]))).toThrow(expect.objectContaining({ code: 'TRUNCATED' }));
  });
});

function parse(archive: Buffer, chunkBytes = archive.length): { members: TarMember[]; content: Map<string, string> } {
  const members: TarMember[] = [];
  const content = new Map<string, string>();
  const parser = new TarParser({
    onMember: (member) => {
      members.push(member);
      if (member.type === 'file') content.set(member.path, '');
      return true;
    },
    onContent: (bytes) => {
      const { path } = members.at(-1)!;
      content.set(path, content.get(path) + bytes.toString());
      return true;
    },
    onMemberEnd: () => {},
  });
  for (let at = 0; at < archive.length; at += chunkBytes) parser.push(archive.subarray(at, at + chunkBytes));
  parser.end();
  return { members, content };
}
