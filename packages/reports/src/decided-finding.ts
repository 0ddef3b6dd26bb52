import { PackageURL } from 'packageurl-js';
import type { FindingDecision } from './document.ts';

/** What a person decided about one vulnerability in some packages of one image. */
export interface DecidedFinding {
  readonly decision: FindingDecision;
  readonly vulnerability: string;
  readonly aliases: readonly string[];
  readonly image: {
    /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web` */
    readonly uri: string;
    readonly digest: string;
    /** `linux/amd64`; empty if it is not known. */
    readonly platform: string;
  };
  /** Package URLs. */
  readonly packages: readonly string[];
}

/** The image as a package URL. @see https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md */
export function imagePurl({ uri, digest, platform }: DecidedFinding['image']): string {
  const name = uri.split('/').at(-1)!.toLowerCase();
  const arch = platform.split('/')[1];
  return new PackageURL(
    'oci',
    undefined,
    name,
    digest,
    { repository_url: uri, ...(arch === undefined ? {} : { arch }) },
    undefined,
  ).toString();
}

/** The decision in one sentence: what was decided, by whom, until when, and why. */
export function decisionText({ kind, author, reason, expiresAt }: FindingDecision): string {
  const what = { accepted: 'Risk accepted', 'false-positive': 'False positive', 'not-affected': 'Not affected' }[kind];
  const until = expiresAt === undefined ? '' : ` until ${expiresAt.slice(0, 10)}`;
  return `${what} by ${author}${until}: ${reason}`;
}
