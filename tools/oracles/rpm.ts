import { type Oracle, verdictOf } from './oracle.ts';
import { run } from './run.ts';

/**
 * rpm's own comparison through its Lua. It does not know the rule for a missing release, so both sides of a pair have one, or neither.
 * It takes an empty version, which the scheme refuses.
 */
export const rpm: Oracle = {
  id: 'rpm',
  needs: 'rpm 4.16 or later (Debian: apt-get install rpm)',
  keepsRefusals: false,
  versions: [
    '1:1.1.1k-12.el8_9',
    '1:1.1.1k-14.el8_6',
    '1:3.0.7-27.el9',
    '3.0.8-1.amzn2023.0.12',
    '3.0.8-1.amzn2023.0.2',
    '8.5.0-20.el8',
    '8.5.0-20.el8_9.1',
    '2.34-100.el9',
    '2.34-100.el9_4.2',
    '2.28-236.el8_9.12',
    '2.28-236.el8.7',
    '4.18.0-553.el8_10',
    '4.18.0-553.5.1.el8_9',
    '0:5.14.0-427.13.1.el9_4',
    '5.10.214-202.855.amzn2',
    '5.10.205-195.807.amzn2',
    '2.9.13-6.el9_4',
    '2.9.7-18.el8_10.1',
    '7.61.1-34.el8_10.2',
    '7.76.1-29.el9_4.1',
    '32:9.11.36-14.el8_10',
    '32:9.16.23-18.el9_4.6',
    '3.6.8-62.el8_10',
    '3.9.18-3.el9_4.1',
    '1:18.20.4-1.module+el8.10.0+21893+8b7a5bd2',
    '1:18.20.2-1.module+el8.9.0+21535+663e48b4',
    '1:16.20.2-8.module+el9.4.0+21844+48f5ac6b',
    '2:8.0.1763-19.el8_6.4',
    '2.4.57-11.el9_4',
    '1.2.11-25.el8',
    '1.3.0~rc1-1.fc39',
    '1.3.0-1.fc39',
    '1.0^20240101git1a2b3c4-1.fc40',
    '1.0^20240101-1.fc40',
    '1.0~beta2^git3-1.fc40',
    '150400.3.5-1.1',
    '2.31-150300.63.1',
    '2.38-150600.14.5.1',
    '0.9.8j-0.106.71.1',
    '1.37.0-r1',
    '20230311-1.0.1.el8',
    '2023.2.60_v7.0.306-80.0.el8_8',
    '6.6.29.1-4.azl3',
    '1.1.1g-15.el8.3.ksplice1',
    '10:1.1.1g-15.el8_fips',
    '1.9.5p2-10.el8_10.1',
    '1.2.3',
    '1.2.10',
    '1.2~rc1',
    '1.2^git',
    '0:2.0',
  ],
  pieces: [
    '0',
    '1',
    '9',
    '10',
    '007',
    'a',
    'b',
    'Z',
    'rc',
    '~',
    '^',
    '+',
    '.',
    '-',
    ':',
    '_',
    '.el9',
    '.el9_4',
    '^git1',
    '~rc1',
    '-1',
    '1:',
  ],
  tool: () => run('rpm', ['--version']).trim(),
  ask: (pairs) => {
    const asked = pairs
      .filter(([a, b]) => a.includes('-') === b.includes('-') && ![a, b].some((evr) => /^(?:\d*:)?(?:-[^-]*)?$/u.test(evr)))
      .map(([a, b]) => `{"${a}","${b}"}`);
    const answers = new Map<string, number>();
    for (let i = 0; i < asked.length; i += 200) {
      const chunk = asked.slice(i, i + 200);
      const script = `for _, p in ipairs({${chunk.join(',')}}) do local ok, r = pcall(rpm.vercmp, p[1], p[2]); print((ok and r or "x") .. " ") end`;
      const answered = run('rpm', ['--eval', `%{lua: ${script}}`])
        .trim()
        .split(/\s+/u);
      if (answered.length !== chunk.length) throw new Error(`rpm answered ${answered.length} of ${chunk.length} pairs`);
      for (const [k, answer] of answered.entries()) answers.set(chunk[k]!, Number(answer));
    }
    return pairs.map(([a, b]) => verdictOf(answers.get(`{"${a}","${b}"}`) ?? Number.NaN));
  },
};
