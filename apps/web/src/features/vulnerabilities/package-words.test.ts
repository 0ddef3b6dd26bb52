import { expect, it } from 'vitest';
import { packageOf } from './package-words.ts';

it.each([
  ['pkg:deb/debian/nginx@1.22.1-9%2Bdeb12u9?arch=source&distro=debian-12', 'nginx', '1.22.1-9+deb12u9'],
  ['pkg:apk/alpine/busybox@1.36.1-r15?arch=x86_64', 'busybox', '1.36.1-r15'],
  ['pkg:npm/%40types/node@26.6.6', '@types/node', '26.6.6'],
  ['pkg:npm/%40types/node', '@types/node', ''],
  ['pkg:golang/golang.org/x/net@v0.5.0', 'golang.org/x/net', 'v0.5.0'],
  ['pkg:maven/org.springframework/spring-beans@5.3.17', 'org.springframework:spring-beans', '5.3.17'],
  ['pkg:npm/a%ZZ@1', 'a%ZZ', '1'],
  ['', '', ''],
])('%s is %s %s', (purl, name, version) => {
  expect(packageOf(purl)).toEqual({ name, version });
});
