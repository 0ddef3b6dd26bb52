import { describe, expect, it } from 'vitest';
import { inputOf, step } from '../testing/check-input.ts';
import { updateAlone } from './update-alone.ts';

const run = (instruction: string): unknown[] => [...updateAlone.run(inputOf({ steps: [step('ADD rootfs /', 0), step(instruction, 1)] }))];

describe('update-alone', () => {
  it.each([
    'RUN apt-get update',
    'RUN apt-get -qq update && rm -rf /tmp/x',
    'RUN apk update',
    'RUN (apt update)',
    'RUN set -x; zypper refresh',
    'RUN dnf makecache',
    'RUN apt-get update && cp update install',
  ])('finds %s', (instruction) => {
    expect(run(instruction)).toMatchObject([{ layer: 1, origin: 'application', evidence: [instruction] }]);
  });

  it.each([
    'RUN apt-get update && apt-get install -y --no-install-recommends curl',
    'RUN apk update && apk add --no-cache curl',
    'RUN apt-get update; apt-get -y upgrade',
    'RUN yum -y update',
    'RUN dnf update -y && dnf clean all',
    'RUN npm update',
    'COPY apt-get update',
    'RUN echo apt-get-update',
  ])('leaves %s', (instruction) => {
    expect(run(instruction)).toEqual([]);
  });

  it('cannot tell without a history', () => {
    expect(updateAlone.run(inputOf({ steps: [] }))).toMatchObject([{ status: 'unknown' }]);
  });

  it('takes a moment for hostile instructions', () => {
    expect(run(`RUN ${'apt-get '.repeat(100_000)}`)).toEqual([]);
    expect(run(`RUN ${' '.repeat(500_000)}`)).toEqual([]);
  });
});
