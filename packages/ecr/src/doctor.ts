import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { PlimsollError } from '@plimsoll/model';
import { isDenied, parseDenial, toPlimsollError } from './aws-errors.ts';
import { createSender, type EcrSender, keyIdOf } from './client.ts';
import { credentialProvider, type EcrTarget } from './credentials.ts';
import { type Action, ACTIONS, partitionOf, policyText, statementText } from './policies.ts';

/** What one permission's probe said. */
export interface PermissionState {
  readonly action: Action;
  /** `unknown`: cannot be told yet, with the reason; never shown as missing. */
  readonly state: 'granted' | 'missing' | 'unknown';
  /** What was tried, in words. */
  readonly tried: string;
  readonly reason?: string;
  readonly resource?: string;
  /** The statement that grants it, as JSON text. */
  readonly statement?: string;
}

export interface Diagnosis {
  /** Nothing is missing, and nothing stopped the test. */
  readonly ok: boolean;
  readonly account?: string;
  /** ARN of who signed in, if STS said it. */
  readonly principal?: string;
  /** Repositories on the first page; undefined if they may not be listed. */
  readonly repositories?: number;
  /** Five, in the order of `ACTIONS`. */
  readonly permissions: readonly PermissionState[];
  /** What stopped the test as a whole. */
  readonly failure?: PlimsollError;
  readonly warnings: readonly string[];
  /** A policy with all five. */
  readonly policy: string;
}

/** No content has it: probes with it pull nothing and leave pull times alone. */
const ZERO_DIGEST = `sha256:${'0'.repeat(64)}`;
/** Asked about where no repository is known. */
const INVENTED = 'plimsoll-permission-probe';
const REACH_TIMEOUT_MS = 5000;

/**
 * Tries all five permissions apart, by probes without side effects. Throws nothing that AWS or the network can cause: that is the
 * diagnosis's `failure`.
 */
export async function diagnose(target: EcrTarget): Promise<Diagnosis> {
  const sender = createSender(target);
  try {
    return await examine(target, sender);
  } finally {
    sender.close();
  }
}

async function examine(target: EcrTarget, sender: EcrSender): Promise<Diagnosis> {
  const { region } = target;
  const token = await probe(sender, (client) => client.send(new GetAuthorizationTokenCommand({})));
  if (token.error !== undefined && !isDenied(token.error)) return stopped(target, token.error);

  const identity = await identityOf(target);
  const listing = await probe(sender, (client) => client.send(new DescribeRepositoriesCommand({ maxResults: 100 })));
  if (listing.error !== undefined && !isDenied(listing.error)) return stopped(target, listing.error);

  const repositories = listing.output?.repositories;
  const known = repositories?.[0]?.repositoryName;
  const repositoryName = known ?? INVENTED;
  const account = repositories?.[0]?.registryId ?? identity?.account ?? accountOf(token.output?.authorizationData?.[0]?.proxyEndpoint);
  const images = await probe(sender, (client) => client.send(new DescribeImagesCommand({ repositoryName, maxResults: 1 })));
  const image = await probe(sender, (client) =>
    client.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageDigest: ZERO_DIGEST }] })),
  );
  const layer = await probe(sender, (client) =>
    client.send(new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: ZERO_DIGEST })),
  );

  const place = known === undefined ? 'a repository that does not exist' : `repository ${known}`;
  const state = (action: Action, { error }: Probe<unknown>, tried: string): PermissionState =>
    judge(action, error, tried, known !== undefined, region, account);
  const permissions = [
    state(ACTIONS[0], token, 'asked for a token'),
    state(ACTIONS[1], listing, 'listed the repositories'),
    state(ACTIONS[2], images, `listed images of ${place}`),
    state(ACTIONS[3], image, `asked ${place} for a manifest that does not exist`),
    state(ACTIONS[4], layer, `asked ${place} for a layer that does not exist`),
  ];
  return {
    ok: permissions.every((permission) => permission.state !== 'missing'),
    permissions,
    warnings: await warningsOf(target, known === undefined && repositories !== undefined),
    policy: policyText(region, account),
    ...(account === undefined ? {} : { account }),
    ...(identity?.arn === undefined ? {} : { principal: identity.arn }),
    ...(repositories === undefined ? {} : { repositories: repositories.length }),
  };
}

interface Probe<T> {
  readonly output?: T;
  readonly error?: unknown;
}

async function probe<T>(sender: EcrSender, request: (client: ECRClient) => Promise<T>): Promise<Probe<T>> {
  try {
    return { output: await sender.sendOnce(request) };
  } catch (error) {
    return { error };
  }
}

/** Authorisation comes before existence: whatever says "no such thing" has let us in. */
const NOT_THERE = new Set([
  'RepositoryNotFoundException',
  'ImageNotFoundException',
  'LayersNotFoundException',
  'LayerInaccessibleException',
]);

function judge(
  action: Action,
  error: unknown,
  tried: string,
  onKnown: boolean,
  region: string,
  account: string | undefined,
): PermissionState {
  if (error === undefined || (error instanceof Error && NOT_THERE.has(error.name))) return { action, state: 'granted', tried };
  const statement = statementText(action, region, account);
  if (!isDenied(error)) {
    const { message } = toPlimsollError(error, { region });
    return { action, state: 'unknown', tried, reason: message };
  }
  const denial = parseDenial(error.message);
  const resource = denial.resource ?? (action === ACTIONS[0] ? '*' : repositoryArn(region, account));
  const isRepositoryAction = action !== ACTIONS[0] && action !== ACTIONS[1];
  if (isRepositoryAction && !onKnown) {
    const reason = 'no repository is known to try it on: the policy may allow others than the one that was asked about';
    return { action, state: 'unknown', tried, reason, resource, statement };
  }
  return { action, state: 'missing', tried, reason: reasonText(denial.reason), resource, statement };
}

function reasonText(reason: string): string {
  if (reason === '') return 'AWS denied it without a reason: the caller belongs to another organisation, or nothing allows it';
  return reason.startsWith('an explicit deny') ? `it is forbidden by ${reason}` : reason;
}

function repositoryArn(region: string, account = '*'): string {
  return `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/*`;
}

function stopped(target: EcrTarget, error: unknown): Diagnosis {
  const failure = toPlimsollError(error, { region: target.region, keyId: keyIdOf(target), endpoint: target.endpoint });
  const reason = 'the test stopped before it';
  return {
    ok: false,
    permissions: ACTIONS.map((action) => ({ action, state: 'unknown', tried: 'not tried', reason })),
    failure,
    warnings: [],
    policy: policyText(target.region),
  };
}

/** STS tells anybody who they are, without a permission; where it cannot be reached we go without. */
async function identityOf(
  target: EcrTarget,
  credentials = credentialProvider(target),
): Promise<{ account: string | undefined; arn: string | undefined } | undefined> {
  const sts = new STSClient({
    region: target.region,
    credentials,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: REACH_TIMEOUT_MS, requestTimeout: REACH_TIMEOUT_MS, throwOnRequestTimeout: true },
    ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }),
  });
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  } catch {
    return undefined; // a name for people to recognise, not an answer of the test
  } finally {
    sts.destroy();
  }
}

function accountOf(proxyEndpoint: string | undefined): string | undefined {
  return /\b(\d{12})\.dkr/.exec(proxyEndpoint ?? '')?.[1];
}

async function warningsOf(target: EcrTarget, isEmpty: boolean): Promise<string[]> {
  const warnings: string[] = [];
  if (isEmpty) warnings.push('The registry has no repositories yet. They are found as soon as they exist.');
  const { credentials } = target;
  if (credentials.kind === 'keys')
    warnings.push('A role with an external id is safer than an access key: nothing has to be stored or rotated.');
  if (credentials.kind === 'role' && (await canAssumeWithoutExternalId(target))) {
    warnings.push(
      `The trust policy of ${credentials.roleArn} does not ask for the external id: anybody whom it trusts can use it for others. Add the sts:ExternalId condition.`,
    );
  }
  if (target.endpoint === undefined && !(await reachesLayerHost(target.region))) {
    warnings.push(
      `Layers come from Amazon S3, and https://${layerHostOf(target.region)} does not answer from here: allow it in the proxy or check the S3 endpoint.`,
    );
  }
  return warnings;
}

async function canAssumeWithoutExternalId(target: EcrTarget): Promise<boolean> {
  if (target.credentials.kind !== 'role') return false;
  const { externalId: _, ...credentials } = target.credentials;
  const identity = await identityOf(target, credentialProvider(target, credentials as typeof target.credentials));
  return identity !== undefined;
}

function layerHostOf(region: string): string {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `prod-${region}-starport-layer-bucket.s3.${region}.${suffix}`;
}

/** Any answer will do: without a signature it is a refusal. */
async function reachesLayerHost(region: string): Promise<boolean> {
  try {
    await fetch(`https://${layerHostOf(region)}/`, { redirect: 'manual', signal: AbortSignal.timeout(REACH_TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}
