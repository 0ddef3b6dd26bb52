import { type Check, checks, runChecks } from '@plimsoll/checks';
import type { ConfigurationResult } from '@plimsoll/contract';
import { checkResultsOf, type Database, describeImage, type ImageAddress, type ImageLayer, type StoredCheckResult } from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import { findInFleet, judgeBases } from './image-lineage.ts';

/** These ask the registry, which changes: they are answered when they are asked. */
const OF_REGISTRY = new Set(['latest-tag', 'mutable-tag', 'stale-base']);

const BY_ID: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.id, check]));

/** What the checks say of an image, in their order. Undefined if it was read before images were checked. @throws PlimsollError IMAGE_NOT_FOUND */
export async function readConfiguration(address: ImageAddress, db: Database): Promise<ConfigurationResult[] | undefined> {
  const { id, layers, tags } = await describeImage(db, address);
  const stored = await checkResultsOf(db, id);
  if (stored === undefined) return undefined;
  const base = await baseOf(id, db);
  const own = stored.filter((result) => !OF_REGISTRY.has(result.id)).map((result) => withOrigin(result, base));
  const registry = ofRegistry(tags.includes('latest') ? 'latest' : (tags[0] ?? ''), base);
  const order = checks.map((check) => check.id);
  return [...own, ...registry]
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .flatMap((result) => presentResult(result, layers));
}

interface KnownBase {
  readonly name: string;
  readonly layerCount: number | undefined;
  readonly reasons: readonly string[];
  readonly results: readonly StoredCheckResult[] | undefined;
}

async function baseOf(image: number, db: Database): Promise<KnownBase | undefined> {
  try {
    const { fleet, self } = await findInFleet(image, db);
    const [nearest] = judgeBases(self, fleet);
    if (nearest === undefined) return undefined;
    const { base, outdated, reasons } = nearest;
    const stored = base.images[0] === undefined ? undefined : fleet.stored(base.images[0]);
    return {
      name: base.name,
      layerCount: base.layerCount,
      reasons: outdated ? reasons.map(({ message }) => message) : [],
      results: stored === undefined ? undefined : await checkResultsOf(db, stored.id),
    };
  } catch (error) {
    if (error instanceof PlimsollError && error.code === 'NOT_FOUND') return undefined; // it is not part of the lineage yet
    throw error;
  }
}

/** Whose it is: told by the layer, else by whether the base has the same. */
function withOrigin(result: StoredCheckResult, base: KnownBase | undefined): StoredCheckResult {
  if (base === undefined || result.status !== 'fail') return result;
  const { layer, message, id } = result;
  if (layer !== undefined && base.layerCount !== undefined) return { ...result, origin: layer < base.layerCount ? 'base' : 'application' };
  if (base.results === undefined) return result;
  const isInherited = base.results.some((other) => other.id === id && other.status === 'fail' && other.message === message);
  return { ...result, origin: isInherited ? 'base' : 'application' };
}

function ofRegistry(tag: string, base: KnownBase | undefined): StoredCheckResult[] {
  const settings = { user: '', env: [], exposedPorts: [], labels: {}, entrypoint: [], cmd: [] };
  const results = runChecks({
    settings,
    layers: [],
    steps: [],
    facts: [],
    isPartial: false,
    tag,
    ...(base === undefined ? {} : { baseOutdated: { name: base.name, reasons: base.reasons } }),
  });
  return results.filter(({ id }) => OF_REGISTRY.has(id));
}

function presentResult({ layer, evidence, ...result }: StoredCheckResult, layers: readonly ImageLayer[]): ConfigurationResult[] {
  const check = BY_ID.get(result.id);
  if (check === undefined) return []; // of a check that there is no more
  const { title, remedy, cis, urls } = check;
  const at = layers.find(({ ordinal }) => ordinal === layer);
  return [
    {
      ...result,
      title,
      remedy,
      urls: [...urls],
      evidence: [...evidence],
      ...(cis === undefined ? {} : { cis }),
      ...(at === undefined ? {} : { layer: { digest: at.digest, instruction: at.instruction, ordinal: at.ordinal } }),
    },
  ];
}
