import { spawnSync } from 'node:child_process';
import { type Oracle, type Pair, type Verdict } from './oracle.ts';
import { run } from './run.ts';

/** dpkg itself. It refuses a text for all its relations at once, with status 1 and 2; a relation that does not hold is 1 without a word. */
export const deb: Oracle = {
  id: 'deb',
  needs: 'dpkg',
  keepsRefusals: true,
  versions: [
    '3.0.11-1~deb12u2',
    '3.0.13-1~deb12u1',
    '1.1.1w-0+deb11u1',
    '1.1.1n-0+deb11u5',
    '2.36-9+deb12u4',
    '2.36-9+deb12u10',
    '2.31-0ubuntu9.9',
    '2.31-0ubuntu9.16',
    '1:9.2p1-2+deb12u2',
    '1:9.2p1-2+deb12u3',
    '1:8.9p1-3ubuntu0.10',
    '5.36.0-7+deb12u1',
    '7.88.1-10+deb12u5',
    '7.88.1-10+deb12u12',
    '7.81.0-1ubuntu1.15',
    '1:1.2.13.dfsg-1',
    '1:1.2.11.dfsg-2+deb11u2',
    '2.9.14+dfsg-1.3~deb12u1',
    '2.9.4+dfsg1-2.2+deb9u6',
    '252.22-1~deb12u1',
    '249.11-0ubuntu3.12',
    '6.1.76-1',
    '6.1.0-18',
    '5.10.209-2',
    '4.19.304-1',
    '1:2.39.2-1.1',
    '1:2.30.2-1+deb11u2',
    '0.9.8zh-1',
    '1.0.2g-1ubuntu4.20+esm3',
    '1.0.2g-1ubuntu4.20',
    '4.13+dfsg1-1+b1',
    '4.13+dfsg1-1',
    '2:8.2.4919-1ubuntu1',
    '2:9.0.1378-2',
    '20230311',
    '20211016~20.04.1',
    '2024a-0+deb12u1',
    '1.46.2-2+b1',
    '0~20171227.0.g8a1f3b1-1',
    '1.0~rc1-1',
    '1.0~beta2+dfsg-1~bpo11+1',
    '0-1',
    '10.42-1',
    '8.39-13ubuntu0.22.04.1',
    '3.11.2-6+deb12u1',
    '3.11.2-6',
    '1.0.0~+git20200101.abc123-1',
    '18.19.0+dfsg-6~deb12u1',
    '9.18.24-1',
    '1:9.18.28-1~deb12u2',
    '1:9.16.44-1~deb11u1',
    '12.2.0-14',
    '12-20220319-1ubuntu1',
    '2.4.57-2',
    '2.4.62-1~deb12u1',
    '1.18.0-6ubuntu14.4',
  ],
  pieces: ['0', '1', '9', '10', '007', 'a', 'b', 'Z', 'rc', '~', '~~', '+', '.', '-', ':', '_', '+deb12u1', '~rc1', '-1', '1:'],
  tool: () => `dpkg ${run('dpkg-query', ['-W', '-f=${Version}', 'dpkg'])}`,
  ask: (pairs) => pairs.map(verdict),
};

function verdict([a, b]: Pair): Verdict {
  for (const [relation, sign] of [
    ['lt', '<'],
    ['eq', '='],
    ['gt', '>'],
  ] as const) {
    const { status, stderr } = spawnSync('dpkg', ['--compare-versions', '--', a, relation, b], { encoding: 'utf8' });
    if (status === 0) return sign;
    if (stderr.includes('error:')) return '!';
  }
  throw new Error(`dpkg has no order for ${a} and ${b}`);
}
