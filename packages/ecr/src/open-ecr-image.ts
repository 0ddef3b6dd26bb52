import { type ImageSource, parseImageReference } from '@plimsoll/image';
import { PlimsollError } from '@plimsoll/model';
import { regionOfHost } from './registry-host.ts';
import { openRegistry } from './registry.ts';

export interface OpenEcrImageOptions {
  /** Other than AWS's own: the value of AWS_ENDPOINT_URL_ECR. */
  readonly endpoint?: string;
  readonly layerHosts?: readonly string[];
}

/**
 * Opens `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web:1.4.0` with this machine's own AWS identity (environment, shared files,
 * container or instance role).
 *
 * @throws PlimsollError INVALID_REFERENCE if the host is not ECR's
 */
export function openEcrImage(text: string, { endpoint, layerHosts }: OpenEcrImageOptions = {}): { source: ImageSource; reference: string } {
  const { registry = '', repository, tag, digest } = parseImageReference(text);
  const region = regionOfHost(registry);
  if (region === undefined) throw new PlimsollError('INVALID_REFERENCE', `${JSON.stringify(registry)} is not a registry of Amazon ECR`);
  const client = openRegistry({
    region,
    credentials: { kind: 'ambient' },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(layerHosts === undefined ? {} : { layerHosts }),
  });
  const source = client.source(repository);
  return {
    source: { ...source, close: () => Promise.resolve(client.close()) },
    reference: digest ?? tag ?? 'latest',
  };
}
