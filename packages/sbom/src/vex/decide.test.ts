import { describe, expect, it } from 'vitest';
import { decideBy, type VexImage } from './decide.ts';
import type { VexProduct, VexStatement } from './statement.ts';

const IMAGE: VexImage = { name: '1.dkr.ecr.x/shop/web:1.4.0', digest: `sha256:${'a'.repeat(64)}` };
const QUESTION = {
  vulnerabilities: ['CVE-2026-1', 'GHSA-aaaa'],
  purls: ['pkg:deb/debian/openssl@3.0?arch=source&distro=debian-12', 'pkg:deb/debian/libssl3@3.0?arch=amd64&distro=debian-12'],
};

function statement(product: Partial<VexProduct>, other: Partial<VexStatement> = {}): VexStatement {
  return {
    vulnerabilities: ['CVE-2026-1'],
    status: 'not_affected',
    products: [{ ids: [], subcomponents: [], ...product }],
    justification: 'not_stated',
    reason: '',
    author: '',
    file: 'x',
    place: 'statements[0]',
    timestamp: '',
    ...other,
  };
}

const answer = (...statements: VexStatement[]): VexStatement | undefined => decideBy(statements, IMAGE)(QUESTION);

describe('a package by itself', () => {
  it.each`
    id                                                           | applies
    ${'pkg:deb/debian/openssl@3.0?arch=source&distro=debian-12'} | ${true}
    ${'pkg:deb/debian/libssl3@3.0'}                              | ${true}
    ${'pkg:deb/debian/libssl3'}                                  | ${true}
    ${'pkg:deb/debian/libssl3@3.0?arch=amd64&repository_url=x'}  | ${true}
    ${'pkg:deb/debian/libssl3@3.1'}                              | ${false}
    ${'pkg:deb/debian/libssl3@3.0?arch=arm64'}                   | ${false}
    ${'pkg:deb/debian/libssl3@3.0?distro=debian-11'}             | ${false}
    ${'pkg:deb/ubuntu/libssl3@3.0'}                              | ${false}
    ${'pkg:npm/libssl3@3.0'}                                     | ${false}
    ${'libssl3'}                                                 | ${false}
    ${`pkg:deb/debian/${'a'.repeat(5000)}`}                      | ${false}
  `('$id: $applies', ({ id, applies }: { id: string; applies: boolean }) => {
    expect(answer(statement({ ids: [id] })) !== undefined).toBe(applies);
  });
});

describe('an image', () => {
  it.each`
    id                                                                            | applies
    ${IMAGE.digest}                                                               | ${true}
    ${IMAGE.name}                                                                 | ${true}
    ${`pkg:oci/anything@${IMAGE.digest}`}                                         | ${true}
    ${'pkg:oci/web?repository_url=1.dkr.ecr.x/shop/web'}                          | ${true}
    ${'pkg:oci/web?repository_url=1.dkr.ecr.x/shop/web&tag=1.4.0'}                | ${true}
    ${'pkg:oci/web?repository_url=1.dkr.ecr.x/shop/web&tag=1.5.0'}                | ${false}
    ${'pkg:oci/web?repository_url=1.dkr.ecr.x/shop/we'}                           | ${false}
    ${`pkg:oci/web@sha256:${'b'.repeat(64)}?repository_url=1.dkr.ecr.x/shop/web`} | ${false}
    ${'pkg:oci/web'}                                                              | ${false}
    ${''}                                                                         | ${false}
  `('$id: $applies', ({ id, applies }: { id: string; applies: boolean }) => {
    expect(answer(statement({ ids: [id] })) !== undefined).toBe(applies);
    expect(answer(statement({ ids: [id], subcomponents: [QUESTION.purls[0]!] })) !== undefined).toBe(applies);
    expect(answer(statement({ ids: [id], subcomponents: ['pkg:npm/other@1'] }))).toBeUndefined();
  });

  it('has no digest: nothing is said of it by an empty one', () => {
    expect(decideBy([statement({ ids: [''] })], { name: '', digest: '' })(QUESTION)).toBeUndefined();
  });
});

it('takes a part of something nameless only if its version tells which build it is', () => {
  expect(answer(statement({ subcomponents: ['pkg:deb/debian/libssl3@3.0'] }))).toBeDefined();
  expect(answer(statement({ subcomponents: ['pkg:deb/debian/libssl3'] }))).toBeUndefined();
});

it('knows a vulnerability by any of its names, in any case', () => {
  const product = { ids: [QUESTION.purls[0]!] };

  expect(answer(statement(product, { vulnerabilities: ['ghsa-AAAA'] }))).toBeDefined();
  expect(answer(statement(product, { vulnerabilities: ['CVE-2026-2'] }))).toBeUndefined();
});

it('lets the latest statement count, and of equal ones the last', () => {
  const product = { ids: [QUESTION.purls[0]!] };
  const early = statement(product, { timestamp: '2026-01-01T00:00:00Z' });
  const late = statement(product, { timestamp: '2026-02-01T00:00:00+02:00', status: 'affected' });

  expect(answer(late, early)).toBe(late);
  expect(answer(statement(product), statement(product, { status: 'fixed' }))?.status).toBe('fixed');
});
