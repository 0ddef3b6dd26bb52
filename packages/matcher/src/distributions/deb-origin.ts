import type { Package } from '@plimsoll/model';

const DISTRIBUTION_MAINTAINER = /@(?:[a-z0-9.-]+\.)?(?:debian\.org|ubuntu\.com|canonical\.com)>?\s*$/i;

/** Marks that Debian and Ubuntu put into the versions of their own updates. */
const DISTRIBUTION_VERSION = /(?:[+~]deb\d+u\d+|ubuntu\d|~bpo\d+\+\d+|build\d+$)/;

/** Vendors that publish packages for Debian and Ubuntu in archives of their own. */
const VENDOR_DOMAINS = [
  'cloudflare.com',
  'cockroachlabs.com',
  'couchbase.com',
  'datadoghq.com',
  'docker.com',
  'elastic.co',
  'f5.com',
  'github.com',
  'gitlab.com',
  'grafana.com',
  'hashicorp.com',
  'influxdata.com',
  'konghq.com',
  'mariadb.com',
  'mariadb.org',
  'microsoft.com',
  'mongodb.com',
  'newrelic.com',
  'nginx.com',
  'nodesource.com',
  'nvidia.com',
  'osrfoundation.org',
  'percona.com',
  'tailscale.com',
  'varnish-software.com',
];

/**
 * True if signs say that neither Debian nor Ubuntu built the package: a vendor's address and no mark of the distribution, or the version mark of
 * the PostgreSQL project's archive. Many of Debian's own maintainers have private addresses, so an unknown one proves nothing.
 */
export function isThirdPartyDeb({ vendor = '', version }: Package): boolean {
  if (/\.pgdg\d/.test(version)) return true;
  if (DISTRIBUTION_MAINTAINER.test(vendor) || DISTRIBUTION_VERSION.test(version)) return false;
  const domain = /@([a-z0-9.-]+)>?\s*$/i.exec(vendor.slice(-300))?.[1]?.toLowerCase() ?? '';
  return VENDOR_DOMAINS.some((known) => domain === known || domain.endsWith(`.${known}`));
}
