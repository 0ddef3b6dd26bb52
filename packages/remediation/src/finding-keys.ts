import { type Inventory, type InventorySet, type Link, type Problem, purlOfSubject, severityRank } from '@plimsoll/model';

/** A finding as documents name it: the vulnerability and the package URL of its subject. */
export interface FindingKey {
  readonly id: string;
  readonly purl: string;
}

/** What is known about an inventory: structurally what the engine's `matchInventory` answers. */
export interface Matched {
  readonly findings: readonly { readonly link: Link; readonly set: InventorySet }[];
  readonly problems: readonly Problem[];
}

/** Matches an inventory, a real one or a simulated one. Pure: the same inventory gives the same answer. */
export type Match = (inventory: Inventory) => Matched;

/** The links of a match by finding: a subject that stands in two sets is one finding here. */
export type OpenFindings = ReadonlyMap<string, Link>;

/** What an edit does to the findings of an image. */
export interface Delta {
  /** Found before and not after; worst first, then by package. */
  readonly removes: readonly FindingKey[];
  /** Number found before and after. */
  readonly remaining: number;
  /** Of the remaining, those without a fixed version. */
  readonly unfixable: number;
  /** Not found before and found after; in the same order. */
  readonly adds: readonly FindingKey[];
  /** Risk of what is removed less the risk of what is added. */
  readonly riskRemoved: number;
}

/** Collects the findings of a match under their keys. */
export function openFindings({ findings }: Pick<Matched, 'findings'>): OpenFindings {
  return new Map(findings.map(({ link }) => [textOf(keyOf(link)), link]));
}

/** Compares the findings before and after an edit. */
export function deltaOf(before: OpenFindings, after: OpenFindings, riskOf: (link: Link) => number): Delta {
  const removed = [...before].flatMap(([key, link]) => (after.has(key) ? [] : [link]));
  const added = [...after].flatMap(([key, link]) => (before.has(key) ? [] : [link]));
  const kept = [...after].flatMap(([key, link]) => (before.has(key) ? [link] : []));
  const risk = (links: readonly Link[]): number => links.reduce((total, link) => total + riskOf(link), 0);
  return {
    removes: toKeys(removed),
    remaining: kept.length,
    unfixable: kept.filter(({ fixedVersions }) => fixedVersions.length === 0).length,
    adds: toKeys(added),
    riskRemoved: risk(removed) - risk(added),
  };
}

/** The finding that a link makes. */
export function keyOf({ vulnerability, subject }: Link): FindingKey {
  return { id: vulnerability, purl: purlOfSubject(subject) };
}

function toKeys(links: readonly Link[]): FindingKey[] {
  return links
    .map((link) => ({ ...keyOf(link), rank: severityRank(link.severity) }))
    .toSorted((a, b) => b.rank - a.rank || compareTexts(a.purl, b.purl) || compareTexts(a.id, b.id))
    .map(({ id, purl }) => ({ id, purl }));
}

function textOf({ id, purl }: FindingKey): string {
  return `${id}\0${purl}`;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
