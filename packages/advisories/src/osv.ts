import { type FixState, PlimsollError, type Severity } from '@plimsoll/model';
import type { Advisory, AffectedImport, AffectedPackage, RangeEvent, VersionRange } from './advisory.ts';
import { isModularVersion, streamsOfTitle } from './alma-modules.ts';
import { canonicalName, splitEcosystem } from './ecosystem.ts';
import { type OsvAffected, type OsvImport, osvRecord, type OsvRange, type OsvRecord } from './osv-schema.ts';
import { severityOfLabel, severityOfTitle } from './severity.ts';

const MAX_RECORD_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_DETAILS_LENGTH = 64 * 1024;

/**
 * Reads one OSV record. Fields that we do not use are ignored, over-long texts are cut.
 *
 * @throws PlimsollError MALFORMED_ADVISORY if it is not JSON, too large, too deep, or lacks id, date or a well-formed `affected`
 * @see https://ossf.github.io/osv-schema/
 */
export function parseOsv(bytes: Uint8Array): Advisory {
  if (bytes.byteLength > MAX_RECORD_BYTES) throw malformed(`has ${bytes.byteLength} bytes, more than ${MAX_RECORD_BYTES}`);
  if (isDeeperThan(bytes, MAX_DEPTH)) throw malformed(`is nested deeper than ${MAX_DEPTH}`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw malformed('is not JSON', cause);
  }
  const { data, error } = osvRecord.safeParse(json);
  if (data === undefined) throw malformed(firstIssue(error), error);
  return toAdvisory(data);
}

function toAdvisory(record: OsvRecord): Advisory {
  const label =
    severityOfLabel(record.database_specific?.severity ?? '') ?? severityOfTitle(record.summary ?? '') ?? ubuntuPriority(record.severity);
  return {
    id: record.id,
    aliases: record.aliases,
    upstream: record.upstream,
    related: record.related,
    summary: (record.summary ?? '').slice(0, 1000),
    details: (record.details ?? '').slice(0, MAX_DETAILS_LENGTH),
    vectors: vectorsOf(record.severity),
    ...(label === undefined ? {} : { label }),
    cwes: record.database_specific?.cwe_ids ?? [],
    ...(record.published ? { published: toIso(record.published) } : {}),
    modified: toIso(record.modified),
    ...(record.withdrawn ? { withdrawn: toIso(record.withdrawn) } : {}),
    references: record.references,
    affected: record.affected.map((affected) => toAffected(affected, record)).filter((affected) => affected !== undefined),
  };
}

function toAffected(affected: OsvAffected, record: OsvRecord): AffectedPackage | undefined {
  if (affected.package === undefined) return undefined;
  const { ecosystem, release } = splitEcosystem(affected.package.ecosystem);
  const specific = affected.ecosystem_specific;
  const ranges = affected.ranges.map((range) => toRange(range, affected.database_specific?.last_known_affected_version_range ?? ''));
  const imports = specific?.imports?.map(toImport).filter((item) => item !== undefined) ?? [];
  const modules = ecosystem === 'AlmaLinux' || ecosystem === 'Rocky Linux' ? modulesOf(affected, record.summary ?? '') : undefined;
  const fixState = fixStateOf(specific?.urgency ?? specific?.status ?? '');
  const label = severityOfLabel(specific?.urgency ?? '') ?? ubuntuPriority(affected.severity);
  const vectors = vectorsOf(affected.severity);
  const informational = affected.database_specific?.informational;
  return {
    ecosystem,
    release,
    name: canonicalName(ecosystem, affected.package.name),
    ranges: ranges.filter((range) => range !== undefined),
    versions: affected.versions,
    ...(imports.length === 0 ? {} : { imports }),
    ...(modules === undefined ? {} : { modules }),
    ...(fixState === undefined ? {} : { fixState }),
    ...(label === undefined ? {} : { label }),
    ...(vectors.length === 0 ? {} : { vectors }),
    ...(informational ? { informational } : {}),
  };
}

function toRange(range: OsvRange, lastKnown: string): VersionRange | undefined {
  if (range.type !== 'SEMVER' && range.type !== 'ECOSYSTEM') return undefined;
  const events = range.events.flatMap((event): RangeEvent[] => [
    ...(event.introduced === undefined ? [] : [{ introduced: event.introduced }]),
    ...(event.fixed === undefined ? [] : [{ fixed: event.fixed }]),
    ...(event.last_affected === undefined ? [] : [{ lastAffected: event.last_affected }]),
    ...(event.limit === undefined || event.limit === '*' ? [] : [{ limit: event.limit }]),
  ]);
  const isOpen = events.every((event) => 'introduced' in event);
  return { type: range.type, events: isOpen ? [...events, ...lastKnownBound(lastKnown)] : events };
}

/** GHSA's `<= 1.2.3` or `< 1.2.3`, said beside a range that has no end. */
function lastKnownBound(text: string): readonly RangeEvent[] {
  const match = /^\s*(<=?)\s*(\S+)\s*$/.exec(text);
  const version = match?.[2];
  if (version === undefined) return [];
  return match?.[1] === '<=' ? [{ lastAffected: version }] : [{ limit: version }];
}

function toImport(item: OsvImport): AffectedImport | undefined {
  if (item.path === undefined) return undefined;
  return { path: item.path, symbols: item.symbols, ...(item.goos.length === 0 ? {} : { goos: item.goos }) };
}

function modulesOf(affected: OsvAffected, summary: string): readonly string[] | undefined {
  const isModular = affected.ranges.some((range) => range.events.some((event) => isModularVersion(event.fixed ?? '')));
  return isModular ? streamsOfTitle(summary) : undefined;
}

const FIX_STATES: Record<string, FixState> = {
  'end-of-life': 'end_of_life',
  'fix-not-planned': 'wont_fix',
  'pending-upstream-fix': 'deferred',
};

function fixStateOf(word: string): FixState | undefined {
  return Object.hasOwn(FIX_STATES, word) ? FIX_STATES[word] : undefined;
}

function vectorsOf(severities: OsvRecord['severity']): readonly string[] {
  return severities.filter(({ type }) => type.startsWith('CVSS_')).map(({ score }) => score);
}

function ubuntuPriority(severities: OsvRecord['severity']): Severity | undefined {
  return severityOfLabel(severities.find(({ type }) => type === 'Ubuntu')?.score ?? '');
}

function toIso(timestamp: string): string {
  return new Date(timestamp).toISOString();
}

/** Counts brackets outside strings; JSON.parse itself sets no limit. */
function isDeeperThan(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}

function firstIssue(error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string {
  const [issue] = error.issues;
  return `is not an OSV record: ${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`;
}

function malformed(what: string, cause?: unknown): PlimsollError {
  return new PlimsollError('MALFORMED_ADVISORY', `the record ${what}`, { cause });
}
