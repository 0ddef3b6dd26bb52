import * as contract from '@plimsoll/contract';
import {
  type Database,
  describeImage,
  describeVulnerability,
  ecosystemsOfFindings,
  evidenceOf,
  findImage,
  type FindingRow,
  listAffectedImages,
  listFindings,
  listImages,
  listInstalledPackages,
  listNotAffected,
  listRepositories,
} from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import type { FastifyInstance } from 'fastify';
import { findingFilter } from '../use-cases/finding-filter.ts';
import { iso } from './instants.ts';
import { register } from './register.ts';

export interface ImageRouteDeps {
  readonly db: Database;
}

/** A finding is looked up among those of its image that have the vulnerability: never more than a few. */
const MAX_SAME = 200;

export function registerImageRoutes(app: FastifyInstance, { db }: ImageRouteDeps): void {
  register(app, contract.listRepositories, async ({ query: { cursor, limit, q, connection } }) =>
    iso(await listRepositories(db, { q, connection }, { cursor, limit })),
  );

  register(app, contract.listImages, async ({ query: { cursor, limit, ...filter } }) =>
    iso(await listImages(db, filter, { cursor, limit })),
  );

  register(app, contract.getImage, async ({ params, query }) => {
    const { os, ...image } = iso(await describeImage(db, { ...params, ...query }));
    return { ...image, reference: params.reference, ...(os === undefined ? {} : { os: os.name || [os.id, os.versionId].join(' ') }) };
  });

  register(app, contract.listFindings, async ({ params, query: { cursor, limit, platform, sort, order, ...query } }) => {
    const { id } = await findImage(db, { ...params, platform });
    const filter = await findingFilter(query, id, db);
    const [page, ecosystems] = await Promise.all([
      listFindings(db, id, { filter, sort, order }, { cursor, limit }),
      ecosystemsOfFindings(db, id),
    ]);
    return { ...iso(page), ecosystems };
  });

  register(app, contract.getFinding, async ({ params, query: { platform, package: purl } }) => {
    const { id } = await findImage(db, { ...params, platform });
    const { rows } = await listFindings(db, id, { filter: { vulnerability: params.vulnerability } }, { limit: MAX_SAME });
    const finding = rows.find((row) => purl === undefined || row.purl === purl || row.binaries.includes(purl));
    if (finding === undefined)
      throw new PlimsollError('NOT_FOUND', `${params.vulnerability} is not open in this image${purl === undefined ? '' : ` for ${purl}`}`);
    return presentFinding(db, finding);
  });

  register(app, contract.listPackages, async ({ params, query: { cursor, limit, platform, q, layer } }) => {
    const { id } = await findImage(db, { ...params, platform });
    return iso(await listInstalledPackages(db, id, { q, layer }, { cursor, limit }));
  });

  register(app, contract.listNotAffected, async ({ params, query: { platform } }) => {
    const { id } = await findImage(db, { ...params, platform });
    return listNotAffected(db, id);
  });
}

async function presentFinding(db: Database, finding: FindingRow): Promise<contract.FindingDetail> {
  const [vulnerability, [evidence = []], images] = await Promise.all([
    describeVulnerability(db, finding.vulnerability),
    evidenceOf(db, [finding]),
    listAffectedImages(db, finding.vulnerability, { limit: 1 }),
  ]);
  const { details = '', cvssVector, publishedAt, modifiedAt, cwes = [], kev, references = [] } = vulnerability ?? {};
  return iso({
    ...finding,
    details,
    cwes,
    references,
    evidence: evidence.map(({ advisory, range, comparison }) => ({ advisory, range, comparison })),
    alsoIn: Math.max(0, images.total - 1),
    ...(cvssVector === undefined ? {} : { cvssVector }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(kev === undefined ? {} : { kev }),
  });
}
