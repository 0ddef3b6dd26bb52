import { expect, it } from 'vitest';
import { reachesOf } from './reach.ts';
import { retractionsOf } from './retractions.ts';
import type { VexProduct, VexStatement } from './statement.ts';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const whole = (id: string): VexProduct => ({ ids: [id], subcomponents: [] });
const part = (image: string, id: string): VexProduct => ({ ids: [image], subcomponents: [id] });

function say(status: VexStatement['status'], product: VexProduct, vulnerability = 'CVE-2026-1'): VexStatement {
  return {
    vulnerabilities: [vulnerability],
    status,
    products: [product],
    justification: 'not_stated',
    reason: '',
    author: '',
    file: 'x',
    place: '',
    timestamp: '',
  };
}

it.each([
  [whole('pkg:npm/a'), whole('pkg:npm/a@1'), true],
  [whole('pkg:npm/a@2'), whole('pkg:npm/a@1'), false],
  [whole('pkg:npm/a'), whole('pkg:npm/b'), false],
  [whole('pkg:deb/debian/a@1?distro=debian-12'), whole('pkg:deb/debian/a?arch=source'), true],
  [whole(A), whole('pkg:npm/a'), true],
  [whole(A), whole(B), false],
  [part(A, 'pkg:npm/a'), part(B, 'pkg:npm/a'), false],
  [part(A, 'pkg:npm/a'), whole('x/shop/web:1'), true],
  [whole('x/shop/web:1'), whole('x/shop/web:2'), true],
  [whole('x/shop/web:1'), whole('x/shop/api:1'), false],
])('%j and %j may be about the same: %s', (a, b, expected) => {
  for (const [earlier, later] of [
    [a, b],
    [b, a],
  ] as const) {
    const [first, second] = [say('not_affected', earlier), say('affected', later)];
    const found = retractionsOf([first, second])(first, reachesOf(earlier)[0]!);
    expect(found).toBe(expected ? second : undefined);
  }
});

it('asks only later statements that leave the same vulnerability standing', () => {
  const product = whole('pkg:npm/a');
  const first = say('fixed', product);
  const statements = [say('affected', product), first, say('not_affected', product), say('affected', product, 'CVE-2026-2')];

  expect(retractionsOf(statements)(first, { package: 'pkg:npm/a' })).toBeUndefined();
});
