/** `arn:aws:ecr:us-east-1:123456789012:repository/shop/web`; the name may be `*`. */
export function repositoryArn(region: string, registryId: string, name: string): string {
  return `arn:${partitionOf(region)}:ecr:${region}:${registryId}:repository/${name}`;
}

/** `123456789012.dkr.ecr.us-east-1.amazonaws.com` */
export function registryHost(region: string, registryId: string): string {
  return `${registryId}.dkr.ecr.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/** The partition follows the region. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
