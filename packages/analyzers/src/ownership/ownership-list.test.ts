import { describe, expect, it } from 'vitest';
import { ProblemList } from '../problems/problem-list.ts';
import { OwnershipList } from './ownership-list.ts';

describe('OwnershipList', () => {
  it('joins folder and name, without leading slashes', () => {
    const list = new OwnershipList(new ProblemList());
    list.add('bash', [
      ['/usr/bin/', 'bash'],
      ['', 'etc/profile'],
      ['/', ''],
    ]);
    list.add('meta', []);

    expect(list.list()).toEqual([{ owner: 'bash', paths: ['usr/bin/bash', 'etc/profile'] }]);
  });

  it('leaves out paths that cannot exist', () => {
    const list = new OwnershipList(new ProblemList());
    list.add('a', [['x'.repeat(5000), 'y']]);

    expect(list.list()).toEqual([]);
  });

  it('stops at a limit and says so', () => {
    const problems = new ProblemList();
    const list = new OwnershipList(problems);
    const folder = `${'x'.repeat(4000)}/`;
    for (const owner of ['a', 'b', 'c']) list.add(owner, Array<[string, string]>(20_000).fill([folder, 'y']));

    expect(list.list().map(({ owner, paths }) => `${owner} ${paths.length}`)).toEqual(['a 20000', 'b 13537']);
    expect(problems.list()).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
  });
});
