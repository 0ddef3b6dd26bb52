import {
  type Database,
  describeImage,
  evidenceOf,
  type FindingRow,
  type ImageAddress,
  listFindings,
  listNotAffected,
  type NotAffectedRow,
} from '@plimsoll/db';
import { subjectMembers } from '@plimsoll/engine';
import { type Inventory, type InventorySet, type Link, PlimsollError, purlOfSubject, type Subject } from '@plimsoll/model';
import { formats, type MatchedContents, type ReportFormat, toScanDocument } from '@plimsoll/reports';
import { toDocumentDecision } from './decisions.ts';
import { type FindingChoice, filterWords, findingFilter } from './finding-filter.ts';
import { inventoryOf } from './stored-inventory.ts';

export interface Report {
  /** Of the file, in parts: repository, tag, platform. */
  readonly name: readonly string[];
  readonly format: ReportFormat;
  readonly text: string;
}

/** Five times as many as the largest image that was seen. */
const MAX_FINDINGS = 50_000;

/**
 * What `plimsoll scan` prints of an image, made of what is stored: the same findings at the same time as the pages show, with what was
 * decided about them. Of a frozen connection that is the time of its disconnecting. The filters choose findings; packages, what is not
 * affected and problems are all there.
 *
 * @throws PlimsollError IMAGE_NOT_FOUND, PLATFORM_NOT_FOUND; NOT_FOUND if it was not read, or is not kept; LIMIT_EXCEEDED; CONFLICT
 */
export async function reportImage(
  { format: id, ...address }: ImageAddress & { readonly format: string },
  choice: FindingChoice,
  db: Database,
  maxFindings = MAX_FINDINGS,
): Promise<Report> {
  const format = formats.find((one) => one.id === id);
  if (format === undefined) throw new PlimsollError('INVALID_INPUT', `there is no report format ${JSON.stringify(id)}`);
  const image = await describeImage(db, address);
  const { coverage, problems, digest, platform, platforms, uri } = image;
  if (coverage === null)
    throw new PlimsollError('NOT_FOUND', 'the image has not been read yet', { hint: 'it is read by the sync that runs or comes next' });
  const { inventory } = await inventoryOf(image.id, db);
  const found = await listFindings(db, image.id, { filter: await findingFilter(choice, image.id, db) }, { limit: maxFindings });
  if (found.nextCursor !== undefined)
    throw new PlimsollError('LIMIT_EXCEEDED', `${found.total} findings are more than the ${maxFindings} that one report holds`, {
      hint: 'Filter them, by severity for instance.',
    });
  const isDigest = address.reference.startsWith('sha256:');
  const matched = await matchedOf(found.rows, await listNotAffected(db, image.id), inventory, db);
  // What could not be read or compared is told as it was when the image was matched.
  const read = { image: { digest, platform }, inventory: { ...inventory, coverage, problems } };
  const document = toScanDocument(`${uri}${isDigest ? '@' : ':'}${address.reference}`, read, matched);
  const filter = filterWords(choice);
  return {
    name: [
      address.repository,
      isDigest ? address.reference.slice(0, 'sha256:'.length + 12) : address.reference,
      ...(platforms.length > 1 ? [platform] : []),
    ],
    format,
    text: format.render(filter === undefined ? document : { ...document, filter }, { color: false, columns: 160, now: new Date() }),
  };
}

/** What is stored about an inventory, as if it had just been matched. */
async function matchedOf(
  rows: readonly FindingRow[],
  denied: readonly NotAffectedRow[],
  inventory: Inventory,
  db: Database,
): Promise<MatchedContents> {
  const membersOf = subjectMembers(inventory);
  const placeOf = placesIn(inventory);
  const evidence = await evidenceOf(db, rows);
  const described = new Map(
    rows.map(({ vulnerability, aliases, summary, cvss, epss, exploited }) => [
      vulnerability,
      {
        aliases,
        summary,
        ...(cvss === undefined ? {} : { cvss: { score: cvss } }),
        ...(epss === undefined ? {} : { epss }),
        ...(exploited ? { kev: {} } : {}),
      },
    ]),
  );
  const aliases = new Map(denied.map((one) => [one.vulnerability, one.aliases]));
  return {
    findings: rows.map((row, index) => {
      const { set, subject } = placeOf(row.purl, row.set);
      const { decision } = row;
      return {
        link: toLink(row, subject, evidence[index]!),
        set,
        members: membersOf(set, subject),
        decision: decision === undefined ? undefined : toDocumentDecision(decision),
      };
    }),
    notAffected: denied.map(({ purl, vulnerability, justification, evidence: words }) => ({
      verdict: { subject: placeOf(purl).subject, vulnerability, verdict: 'not_affected', justification, evidence: words },
    })),
    problems: [],
    vulnerability: (name) => described.get(name) ?? (aliases.has(name) ? { aliases: aliases.get(name)!, summary: '' } : undefined),
  };
}

function toLink({ vulnerability, severity, fixState, fixedVersions }: FindingRow, subject: Subject, evidence: Link['evidence']): Link {
  return { subject, vulnerability, severity, status: 'affected', fixState, fixedVersions, evidence };
}

/** Finds a subject by its package URL, in one of the sets or in any. @throws PlimsollError CONFLICT if the layers were read anew meanwhile */
function placesIn({ sets }: Inventory): (purl: string, set?: number) => { readonly set: InventorySet; readonly subject: Subject } {
  const places = sets.map((set) => {
    const subjects = set.set.members.flatMap(({ subject }) => subject ?? []);
    return new Map(subjects.map((subject) => [purlOfSubject(subject), { set, subject }]));
  });
  return (purl, set) => {
    const place = set === undefined ? places.find((one) => one.has(purl))?.get(purl) : places[set]?.get(purl);
    if (place !== undefined) return place;
    throw new PlimsollError('CONFLICT', `${purl} is not in what is kept of the image: it was read anew by a newer analyzer`, {
      hint: 'sync the registry: the image is read again',
    });
  };
}
