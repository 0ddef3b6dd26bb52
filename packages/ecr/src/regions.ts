/** An AWS region under the name that AWS gives it. */
export interface Region {
  readonly id: string;
  readonly name: string;
}

/** Regions that share identities, ARNs and a DNS suffix. */
export interface Partition {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly Region[];
}

const COMMERCIAL: readonly (readonly [string, string])[] = [
  ['us-east-1', 'US East (N. Virginia)'],
  ['us-east-2', 'US East (Ohio)'],
  ['us-west-1', 'US West (N. California)'],
  ['us-west-2', 'US West (Oregon)'],
  ['af-south-1', 'Africa (Cape Town)'],
  ['ap-east-1', 'Asia Pacific (Hong Kong)'],
  ['ap-east-2', 'Asia Pacific (Taipei)'],
  ['ap-northeast-1', 'Asia Pacific (Tokyo)'],
  ['ap-northeast-2', 'Asia Pacific (Seoul)'],
  ['ap-northeast-3', 'Asia Pacific (Osaka)'],
  ['ap-south-1', 'Asia Pacific (Mumbai)'],
  ['ap-south-2', 'Asia Pacific (Hyderabad)'],
  ['ap-southeast-1', 'Asia Pacific (Singapore)'],
  ['ap-southeast-2', 'Asia Pacific (Sydney)'],
  ['ap-southeast-3', 'Asia Pacific (Jakarta)'],
  ['ap-southeast-4', 'Asia Pacific (Melbourne)'],
  ['ap-southeast-5', 'Asia Pacific (Malaysia)'],
  ['ap-southeast-6', 'Asia Pacific (New Zealand)'],
  ['ap-southeast-7', 'Asia Pacific (Thailand)'],
  ['ca-central-1', 'Canada (Central)'],
  ['ca-west-1', 'Canada West (Calgary)'],
  ['eu-central-1', 'Europe (Frankfurt)'],
  ['eu-central-2', 'Europe (Zurich)'],
  ['eu-north-1', 'Europe (Stockholm)'],
  ['eu-south-1', 'Europe (Milan)'],
  ['eu-south-2', 'Europe (Spain)'],
  ['eu-west-1', 'Europe (Ireland)'],
  ['eu-west-2', 'Europe (London)'],
  ['eu-west-3', 'Europe (Paris)'],
  ['il-central-1', 'Israel (Tel Aviv)'],
  ['me-central-1', 'Middle East (UAE)'],
  ['me-south-1', 'Middle East (Bahrain)'],
  ['mx-central-1', 'Mexico (Central)'],
  ['sa-east-1', 'South America (São Paulo)'],
];

/**
 * The regions that offer Amazon ECR, by partition.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ecr.html
 */
export const PARTITIONS: readonly Partition[] = [
  { id: 'aws', name: 'AWS', regions: COMMERCIAL.map(([id, name]) => ({ id, name })) },
  {
    id: 'aws-us-gov',
    name: 'AWS GovCloud (US)',
    regions: [
      { id: 'us-gov-east-1', name: 'AWS GovCloud (US-East)' },
      { id: 'us-gov-west-1', name: 'AWS GovCloud (US-West)' },
    ],
  },
  {
    id: 'aws-cn',
    name: 'AWS China',
    regions: [
      { id: 'cn-north-1', name: 'China (Beijing)' },
      { id: 'cn-northwest-1', name: 'China (Ningxia)' },
    ],
  },
  { id: 'aws-eusc', name: 'AWS European Sovereign Cloud', regions: [{ id: 'eusc-de-east-1', name: 'EU Sovereign (Brandenburg)' }] },
];
