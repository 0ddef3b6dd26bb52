import { PlimsollError } from '@plimsoll/model';
import type { EcrTarget } from './credentials.ts';
import { redactUrl } from './redact.ts';

/** AWS's own DNS suffixes, one for each partition. */
const AWS_SUFFIXES = [
  '.amazonaws.com',
  '.amazonaws.com.cn',
  '.amazonaws.eu',
  '.c2s.ic.gov',
  '.sc2s.sgov.gov',
  '.cloud.adc-e.uk',
  '.csp.hci.ic.gov',
  '.api.aws',
  '.on.aws',
];

/**
 * Checks where a layer is to be fetched from: AWS over HTTPS, or a host that the configuration names. The service says the address, so it
 * is not taken on trust.
 *
 * @throws PlimsollError ENDPOINT_NOT_ALLOWED
 */
export function checkLayerUrl(text: string, { layerHosts = [] }: EcrTarget): URL {
  const url = URL.parse(text);
  if (url !== null) {
    if (url.protocol === 'https:' && AWS_SUFFIXES.some((suffix) => url.hostname.endsWith(suffix))) return url;
    if (
      /^https?:$/.test(url.protocol) &&
      layerHosts.some((host) => url.host === host || url.hostname === host || url.host.endsWith(`.${host}`))
    )
      return url;
  }
  throw new PlimsollError('ENDPOINT_NOT_ALLOWED', `layers may not be fetched from ${redactUrl(text)}`, {
    hint: 'add its host to PLIMSOLL_ALLOWED_LAYER_HOSTS if you trust it',
  });
}
