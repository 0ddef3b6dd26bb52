import { expect, it } from 'vitest';
import { regionOfHost, withoutEcrHost } from './registry-host.ts';

it.each`
  host                                                           | region
  ${'123456789012.dkr.ecr.eu-central-1.amazonaws.com'}           | ${'eu-central-1'}
  ${'123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com'}     | ${'us-gov-west-1'}
  ${'123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'}          | ${'cn-north-1'}
  ${'123456789012.dkr-ecr.eu-central-1.on.aws'}                  | ${'eu-central-1'}
  ${'ghcr.io'}                                                   | ${undefined}
  ${'123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.test'} | ${undefined}
`('$host is in $region', ({ host, region }) => {
  expect(regionOfHost(host as string)).toBe(region);
});

it.each`
  name                                                                  | short
  ${'123456789012.dkr.ecr.eu-central-1.amazonaws.com/platform/node:20'} | ${'platform/node:20'}
  ${'ghcr.io/team/base:1'}                                              | ${'ghcr.io/team/base:1'}
  ${'node:20'}                                                          | ${'node:20'}
`('$name is $short', ({ name, short }) => {
  expect(withoutEcrHost(name as string)).toBe(short);
});
