import { describe, expect, it } from 'vitest';
import { layoutNameOf, parseImageReference, repositoryOfLayoutName } from './reference.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const HOST = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

describe('layout names', () => {
  it.each([
    ['shop/web', '1.4.0', 'shop-web.1.4.0'],
    ['platform/debian', '12-20260711', 'platform-debian.12-20260711'],
    ['web', 'latest', 'web.latest'],
  ])('%s and %s are %s and back', (repository, tag, name) => {
    expect(layoutNameOf(repository, tag)).toBe(name);
    expect(repositoryOfLayoutName(name)).toEqual({ repository, tag });
  });

  it.each(['shop-web', 'shop.web'])('cannot express the repository %s', (repository) => {
    expect(() => layoutNameOf(repository, '1')).toThrow(expect.objectContaining({ code: 'INVALID_REFERENCE' }));
  });

  it.each(['latest', '.1', 'web.', ''])('"%s" is none', (name) => {
    expect(repositoryOfLayoutName(name)).toBeUndefined();
  });
});

describe('parseImageReference', () => {
  it.each([
    [`${HOST}/shop/web:1.4.0`, { registry: HOST, repository: 'shop/web', tag: '1.4.0', digest: undefined }],
    [`${HOST}/shop/web@${DIGEST}`, { registry: HOST, repository: 'shop/web', tag: undefined, digest: DIGEST }],
    [`shop/web:1.4.0@${DIGEST}`, { registry: undefined, repository: 'shop/web', tag: '1.4.0', digest: DIGEST }],
    ['localhost:5000/web', { registry: 'localhost:5000', repository: 'web', tag: 'latest', digest: undefined }],
    ['localhost/web', { registry: 'localhost', repository: 'web', tag: 'latest', digest: undefined }],
    ['my-team__x/a.b_c:v1', { registry: undefined, repository: 'my-team__x/a.b_c', tag: 'v1', digest: undefined }],
  ])('reads %s', (text, expected) => {
    expect(parseImageReference(text)).toEqual(expected);
  });

  it.each(['', 'Shop/Web', 'a//b', 'a:', 'a:-x', 'a@sha256:1', 'a@', '../a', `a/${'-'.repeat(500)}`, 'x'.repeat(500_000), 'http://a.b/c'])(
    'refuses %.40s',
    (text) => {
      expect(() => parseImageReference(text)).toThrow(expect.objectContaining({ code: 'INVALID_REFERENCE' }));
    },
  );
});
