import { expect, it } from 'vitest';
import { purlParts } from './purl-parts.ts';

it.each`
  purl                                         | display             | version
  ${'pkg:deb/debian/openssl@1:3.0?arch=amd64'} | ${'openssl'}        | ${'1:3.0'}
  ${'pkg:npm/%40acme/left@1.0.0'}              | ${'@acme/left'}     | ${'1.0.0'}
  ${'pkg:maven/org.x/y@1'}                     | ${'org.x:y'}        | ${'1'}
  ${'pkg:golang/github.com/a/b@v1.0.0'}        | ${'github.com/a/b'} | ${'v1.0.0'}
  ${'pkg:pypi/requests'}                       | ${'requests'}       | ${''}
`('$purl is $display', ({ purl, display, version }) => {
  expect(purlParts(purl)).toMatchObject({ display, version });
});
