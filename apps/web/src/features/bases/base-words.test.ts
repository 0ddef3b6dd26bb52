import type { BaseNode } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { basesSentence, bestCandidate, builtOn } from './base-words.ts';

const NONE = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };

function node(name: string, base: string | null, change: Partial<BaseNode> = {}): BaseNode {
  const image = { connection: 1, repository: name, reference: '1' };
  const digest = `sha256:${name}`;
  const rest = { children: 0, descendants: 0, outdated: false, reasons: [], findings: 0, counts: NONE, candidates: [] };
  return { name, digest, platform: 'linux/amd64', image, base: base === null ? null : `sha256:${base}`, ...rest, ...change };
}

const to = (name: string, findings: number) => ({ name, findings, image: { connection: 1, repository: name, reference: '2' } });

const debian = node('debian', null, {
  children: 2,
  descendants: 3,
  outdated: true,
  findings: 20,
  candidates: [to('debian:13', 20), to('debian:12', 5)],
});
const nginx = node('nginx', 'debian', { children: 1, descendants: 1, outdated: true, findings: 50, candidates: [to('nginx:2', 1)] });
const web = node('web', 'nginx');
const reports = node('reports', 'debian');
const alpine = node('alpine', null, { children: 1, descendants: 1, outdated: true, findings: 3, candidates: [to('alpine:4', 3)] });
const tool = node('tool', 'alpine');
const nodes = [debian, nginx, web, reports, alpine, tool];

it('chooses the candidate with the fewest findings', () => {
  expect(bestCandidate(debian)?.name).toBe('debian:12');
  expect(bestCandidate(web)).toBeUndefined();
});

it('finds all that is built on some, each once', () => {
  expect(builtOn([debian, nginx], nodes).map(({ name }) => name)).toEqual(['nginx', 'web', 'reports']);
  expect(builtOn([web], nodes)).toEqual([]);
});

it('does not mix platforms', () => {
  expect(builtOn([debian], [debian, { ...nginx, platform: 'linux/arm64' }])).toEqual([]);
});

it.each([
  [nodes, '3 of 3 base images are outdated; 4 images are built on them'],
  [[alpine, tool, { ...debian, outdated: false }], '1 of 2 base images is outdated; 1 image is built on it'],
  [[{ ...debian, outdated: false }], 'The only base image is up to date'],
  [[web], 'No image is built on another'],
])('says how they are (%#)', (some, expected) => expect(basesSentence(some)).toBe(expected));
