import { expect, it } from 'vitest';
import { purlInWords } from './purl.ts';

it.each([
  ['pkg:npm/%40types/bson@4.0.5', '@types/bson 4.0.5'],
  ['pkg:deb/debian/openssl@3.0.20-1~deb12u2?arch=source&distro=debian-12', 'openssl 3.0.20-1~deb12u2'],
  ['pkg:apk/alpine/busybox@1.36.1-r2?distro=3.18', 'busybox 1.36.1-r2'],
  ['pkg:golang/golang.org/x/crypto@v0.21.0#ssh', 'golang.org/x/crypto v0.21.0'],
  ['pkg:maven/org.acme/core@1.0%2B2', 'org.acme/core 1.0+2'],
  ['pkg:npm/lodash', 'lodash'],
  ['pkg:npm/50%@1', '50% 1'],
  ['lodash', 'lodash'],
])('reads %s as %s', (purl, words) => expect(purlInWords(purl)).toBe(words));
