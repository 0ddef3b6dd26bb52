import { PackageURL } from 'packageurl-js';
import type { InventoryDocument } from './document.ts';

/** An image as other tools name it. */
export interface ImageIdentity {
  /** `pkg:oci/web@sha256:..?repository_url=..&tag=1.4.0`; a URN for something that has no digest. */
  readonly id: string;
  /** 64 hex digits; undefined if it has no digest. */
  readonly sha256?: string;
  /** Only for an image of Amazon ECR: who owns it and where it lies. */
  readonly ecr?: { readonly account: string; readonly region: string; readonly repository: string; readonly tag?: string };
}

const ECR = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]{1,40})\.[a-z.]{1,40}\/([^:@\s]{1,256})(?::([^@\s]{1,128}))?/;

/** What a document's target is to others. @see https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md */
export function imageIdentity({ name, digest }: InventoryDocument['target']): ImageIdentity {
  const match = ECR.exec(name);
  const [, account = '', region = '', repository = '', tag] = match ?? [];
  const ecr = match === null ? {} : { ecr: { account, region, repository, ...(tag === undefined ? {} : { tag }) } };
  if (!digest.startsWith('sha256:')) return { id: `urn:plimsoll:image:${encodeURIComponent(name)}`, ...ecr };
  const qualifiers =
    match === null ? {} : { repository_url: `${name.slice(0, name.indexOf('/'))}/${repository}`, ...(tag === undefined ? {} : { tag }) };
  const id = new PackageURL('oci', undefined, shortName(match === null ? name : repository), digest, qualifiers, undefined).toString();
  return { id, sha256: digest.slice('sha256:'.length), ...ecr };
}

/** The last segment of a path or reference, without tag, in the letters that an image name may have. */
function shortName(name: string): string {
  const last = name.split('/').at(-1)!.split(':').at(-1)!;
  return last.toLowerCase().replace(/[^a-z0-9._-]/g, '-') || 'image';
}
