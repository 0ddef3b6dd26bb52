import type { BulkPreview, Decision, DecisionPreview, DecisionTarget, FindingDecision, PackageBuild } from '@plimsoll/contract';
import { count, date, shortDigest } from '../format.ts';

export type DecisionKind = FindingDecision['kind'];
export type Justification = NonNullable<FindingDecision['justification']>;

/** What each kind says, on the row and in the dialog. */
export const KINDS: Readonly<Record<DecisionKind, { tag: string; title: string; about: string; action: string }>> = {
  accepted: {
    tag: 'accepted',
    title: 'Accept the risk',
    about: 'It is there, and you live with it for now.',
    action: 'Accept the risk',
  },
  'not-affected': {
    tag: 'not affected',
    title: 'Not affected',
    about: 'The vulnerable code is there, or named, and cannot do harm here.',
    action: 'Mark as not affected',
  },
  'false-positive': {
    tag: 'false positive',
    title: 'False positive',
    about: 'The finding is wrong: this is not the package that the advisory means.',
    action: 'Mark as false positive',
  },
};

/** The justifications of OpenVEX, as a colleague would say them. */
export const JUSTIFICATIONS: Readonly<Record<Justification, string>> = {
  vulnerable_code_not_in_execute_path: 'The vulnerable code is never run',
  vulnerable_code_not_present: 'The vulnerable code is not in the package as it is built here',
  component_not_present: 'The component is not in the image',
  vulnerable_code_cannot_be_controlled_by_adversary: 'No attacker can reach or steer the vulnerable code',
  inline_mitigations_already_exist: 'Something in the image already prevents it',
  not_stated: 'Another reason, see below',
};

/** Where a decision holds. */
export type Place = 'image' | 'repository' | 'tags' | 'repositories' | 'registry' | 'everywhere';

/** What somebody looks at who decides: it says which places there are to choose from. */
export interface PlaceContext {
  readonly image?: {
    readonly connection: number;
    readonly connectionName: string;
    readonly repository: string;
    readonly digest: string;
    readonly tag?: string;
  };
  /** Of a list that shows one registry only. */
  readonly registry?: { readonly connection: number; readonly connectionName: string };
}

/** From where somebody decides. */
export interface DecisionContext extends PlaceContext {
  readonly vulnerability: string;
  /** The package of the finding; absent on the page of a vulnerability. */
  readonly package?: string;
}

/** What the dialog holds. */
export interface Draft {
  readonly kind: DecisionKind;
  readonly justification: Justification;
  /** One vulnerability in any package, in some packages, or everything of some packages. */
  readonly what: 'vulnerability' | 'both' | 'packages';
  readonly packagePattern: string;
  readonly place: Place;
  readonly tagGlob: string;
  readonly repositoryGlob: string;
  readonly reason: string;
  readonly days: '30' | '90' | '180' | 'never';
}

/** What the dialog begins with: narrow enough not to surprise, and it follows to the next tag. */
export function draftFrom({ package: name, image, registry }: Omit<DecisionContext, 'vulnerability'>): Draft {
  const slash = image?.repository.indexOf('/') ?? -1;
  return {
    kind: 'accepted',
    justification: 'vulnerable_code_not_in_execute_path',
    what: name === undefined ? 'vulnerability' : 'both',
    packagePattern: name ?? '',
    place: image !== undefined ? 'repository' : registry !== undefined ? 'registry' : 'everywhere',
    tagGlob: image?.tag === undefined ? '' : lineOf(image.tag),
    repositoryGlob: image === undefined ? '' : slash > 0 ? `${image.repository.slice(0, slash)}/*` : image.repository,
    reason: '',
    days: '90',
  };
}

/** `1.4.*` for `1.4.2`: the tags of the same line, where a tag has one. */
function lineOf(tag: string): string {
  const dot = tag.lastIndexOf('.');
  return dot > 0 ? `${tag.slice(0, dot)}.*` : tag;
}

/** The places to choose from, narrowest first. */
export function placesOf({ image, registry = image }: PlaceContext): { value: Place; label: string; about: string }[] {
  const inImage =
    image === undefined
      ? []
      : ([
          { value: 'image', label: 'This image only', about: `${shortDigest(image.digest)}, not the next one pushed under its tag` },
          { value: 'tags', label: `Tags of ${image.repository} that fit`, about: 'also those pushed later; * stands for any text' },
          {
            value: 'repository',
            label: `All of ${image.repository}`,
            about: `every tag in ${image.connectionName}, also those pushed later`,
          },
        ] as const);
  const inRegistry =
    registry === undefined
      ? []
      : ([{ value: 'registry', label: `All of ${registry.connectionName}`, about: 'every repository of this registry' }] as const);
  return [
    ...inImage,
    ...inRegistry,
    { value: 'repositories', label: 'Repositories whose name fits', about: 'in every registry; * stands for any text' },
    { value: 'everywhere', label: 'Everywhere', about: 'every image of every registry' },
  ];
}

/** What the draft asks to hide; undefined while a pattern it needs is missing. */
export function targetOf(draft: Draft, context: DecisionContext): DecisionTarget | undefined {
  const pattern = draft.packagePattern.trim();
  if (draft.what !== 'vulnerability' && pattern === '') return undefined;
  const scope = scopeOf(draft, context);
  if (scope === undefined) return undefined;
  return {
    scope,
    ...(draft.what === 'packages' ? {} : { vulnerability: context.vulnerability }),
    ...(draft.what === 'vulnerability' ? {} : { packagePattern: pattern }),
  };
}

/** Where the draft holds; undefined while a pattern it needs is missing. */
export function scopeOf(
  { place, tagGlob, repositoryGlob }: Draft,
  { image, registry = image }: PlaceContext,
): DecisionTarget['scope'] | undefined {
  if (place === 'everywhere') return {};
  if (place === 'repositories') return repositoryGlob.trim() === '' ? undefined : { repositoryGlob: repositoryGlob.trim() };
  if (place === 'registry') return registry === undefined ? undefined : { connection: registry.connection };
  if (image === undefined) return undefined;
  const { connection, repository, digest } = image;
  if (place === 'repository') return { connection, repositoryGlob: repository };
  if (place === 'image') return { connection, repositoryGlob: repository, image: digest };
  return tagGlob.trim() === '' ? undefined : { connection, repositoryGlob: repository, tagGlob: tagGlob.trim() };
}

/** Whether the draft says why. */
export function hasReason({ reason }: Pick<Draft, 'reason'>): boolean {
  return reason.trim().length >= 3;
}

/** What the draft says of findings, beside which they are. */
export function saidIn(draft: Draft, now: number) {
  const expiresAt = expiryOf(draft, now);
  return {
    kind: draft.kind,
    reason: draft.reason.trim(),
    ...(draft.kind === 'not-affected' ? { justification: draft.justification } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** So many days after `now`, as the API says it; undefined for never. */
export function expiryOf({ days }: Pick<Draft, 'days'>, now: number): string | undefined {
  return days === 'never' ? undefined : new Date(now + Number(days) * 86_400_000).toISOString();
}

/** `hides 214 findings in 31 tags, 12 of them decided already` */
export function previewInWords({ findings, images, tags, alreadyDecided }: DecisionPreview): string {
  if (findings === 0) return 'Hides nothing now. It would hide what comes.';
  const where = tags === 0 ? count(images, 'image') : count(tags, 'tag');
  const already =
    alreadyDecided === 0
      ? ''
      : alreadyDecided === findings
        ? ', all of them decided already'
        : `, ${count(alreadyDecided, 'of them', 'of them')} decided already`;
  return `Hides ${count(findings, 'finding')} in ${where}${already}.`;
}

/** `Hides 214 findings in 31 images. 2 of the 5 are decided just so already.` */
export function bulkPreviewInWords({ hides: { findings, images }, decidedAlready }: BulkPreview, vulnerabilities: number): string {
  const hidden =
    findings === 0 ? 'Hides nothing now. It would hide what comes.' : `Hides ${count(findings, 'finding')} in ${count(images, 'image')}.`;
  if (decidedAlready === 0) return hidden;
  const already = decidedAlready === vulnerabilities ? 'All' : `${decidedAlready} of the ${vulnerabilities}`;
  return `${hidden} ${already} ${decidedAlready === 1 && already !== 'All' ? 'is' : 'are'} decided just so already.`;
}

/** `CVE-2023-44487 in nginx*`, `every vulnerability of nginx*`, `CVE-2026-1 in left 1.0.0 (npm)` */
export function whatInWords(decision: Pick<Decision, 'vulnerability' | 'packagePattern' | 'packageBuild'>): string {
  const { vulnerability, packagePattern, packageBuild = {} } = decision;
  const packages = packagePattern === undefined ? undefined : `${packagePattern}${buildInWords(packageBuild)}`;
  if (vulnerability === undefined) return `Every vulnerability of ${packages ?? ''}`;
  return packages === undefined ? vulnerability : `${vulnerability} in ${packages}`;
}

/** ` 1.0.0 (Debian 12, source)`; empty if nothing more than a name is named. */
function buildInWords({ ecosystem, release, version, arch }: PackageBuild): string {
  const origin = [[ecosystem, release].filter(Boolean).join(' '), arch ?? ''].filter((part) => part !== '').join(', ');
  return `${version === undefined ? '' : ` ${version}`}${origin === '' ? '' : ` (${origin})`}`;
}

/** `shop/*, tags 1.4.*, in Production` */
export function whereInWords({ connectionName, repositoryGlob, tagGlob, image }: Decision['scope']): string {
  const parts = [
    repositoryGlob,
    tagGlob === undefined ? undefined : `tags ${tagGlob}`,
    image === undefined ? undefined : `image ${shortDigest(image)}`,
    connectionName === undefined ? undefined : `in ${connectionName}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'Everywhere' : parts.join(', ');
}

/** `Accepted by ada@example.com until 30 Jan 2027: no input reaches it`, for the tag on a row. */
export function decisionInWords({ kind, author, expiresAt, reason }: FindingDecision): string {
  const { tag } = KINDS[kind];
  const until = expiresAt === undefined ? '' : ` until ${date(expiresAt)}`;
  return `${tag.charAt(0).toUpperCase()}${tag.slice(1)}, by ${author}${until}: ${reason}`;
}
