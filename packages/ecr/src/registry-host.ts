const HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|amazonaws\.eu)$/;

/** The region of `123456789012.dkr.ecr.eu-central-1.amazonaws.com`; undefined if the host is not ECR's. */
export function regionOfHost(host: string): string | undefined {
  return HOST.exec(host)?.[2];
}

/** `platform/node:20` of `123456789012.dkr.ecr.eu-central-1.amazonaws.com/platform/node:20`: as repositories are listed. Other names stay. */
export function withoutEcrHost(name: string): string {
  const slash = name.indexOf('/');
  return regionOfHost(name.slice(0, Math.max(0, slash))) === undefined ? name : name.slice(slash + 1);
}
