import { expect, it } from 'vitest';
import { registryHost, repositoryArn } from './arn.ts';

it.each([
  ['us-east-1', 'arn:aws:ecr:us-east-1:012345678901:repository/a/b', '012345678901.dkr.ecr.us-east-1.amazonaws.com'],
  ['cn-north-1', 'arn:aws-cn:ecr:cn-north-1:012345678901:repository/a/b', '012345678901.dkr.ecr.cn-north-1.amazonaws.com.cn'],
  ['us-gov-west-1', 'arn:aws-us-gov:ecr:us-gov-west-1:012345678901:repository/a/b', '012345678901.dkr.ecr.us-gov-west-1.amazonaws.com'],
])('the partition and the host follow the region %s', (region, arn, host) => {
  expect(repositoryArn(region, '012345678901', 'a/b')).toBe(arn);
  expect(registryHost(region, '012345678901')).toBe(host);
});
