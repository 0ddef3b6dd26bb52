import { expect, it } from 'vitest';
import { addressOf, imageName } from './image-address.ts';

it('makes the parameters of an address', () => {
  expect(addressOf({ connection: 3, repository: 'shop/web' }, '1')).toEqual({ connection: '3', repository: 'shop/web', reference: '1' });
});

it.each`
  reference                                    | name
  ${'1.4.0'}                                   | ${'shop/web:1.4.0'}
  ${'sha256:5b1f000000000000000000000000c07e'} | ${'shop/web@sha256:5b1f…c07e'}
`('calls an image "$name"', ({ reference, name }: Record<'reference' | 'name', string>) =>
  expect(imageName({ repository: 'shop/web', reference })).toBe(name),
);
