import { describe, expect, it } from 'vitest';
import { titleOf } from './followed-plans.ts';

describe('the title of a fix of the whole fleet', () => {
  it.each`
    key                          | targets                                                       | expected
    ${'base:platform/nginx:1-@'} | ${['platform/nginx:1-20261120']}                              | ${'Rebuild 3 images on platform/nginx:1-20261120'}
    ${'base:platform/nginx:1-@'} | ${['platform/nginx:1-20261120', 'platform/nginx:1-20261101']} | ${'Rebuild 3 images on platform/nginx:1-20261101 or platform/nginx:1-20261120'}
    ${'os-upgrade'}              | ${[]}                                                         | ${'Upgrade system packages in 3 images'}
    ${'pin:npm/lodash'}          | ${['4.17.21']}                                                | ${'Pin lodash to 4.17.21 in 2 repositories'}
    ${'pin:npm/lodash'}          | ${['4.17.21', '4.17.5']}                                      | ${'Pin lodash to 4.17.5 or 4.17.21 in 2 repositories'}
    ${'pin:npm/lodash'}          | ${['4.17.21', '4.17.5', '4.17.20']}                           | ${'Pin lodash to 4.17.5 … 4.17.21 in 2 repositories'}
    ${'pin:npm/@x/y in srv/app'} | ${['1.0.0']}                                                  | ${'Pin @x/y to 1.0.0 in 2 repositories'}
    ${'pin:Maven/org.a:b'}       | ${['1.0.0']}                                                  | ${'Pin org.a:b to 1.0.0 in 2 repositories'}
    ${'configuration:CIS-4.1'}   | ${[]}                                                         | ${'Mend CIS-4.1 in 3 images'}
  `('$key to $targets', ({ key, targets, expected }) => {
    expect(titleOf({ key, targets, images: 3, repositories: 2 })).toBe(expected);
  });

  it('needs no count for one', () => {
    expect(titleOf({ key: 'pin:npm/left', targets: ['2.0.0'], images: 1, repositories: 1 })).toBe('Pin left to 2.0.0');
  });
});
