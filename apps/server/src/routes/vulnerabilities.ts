import * as contract from '@plimsoll/contract';
import { type Database, describeVulnerability, listAffectedImages, listVulnerabilities } from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import type { FastifyInstance } from 'fastify';
import { iso } from './instants.ts';
import { register } from './register.ts';

export interface VulnerabilityRouteDeps {
  readonly db: Database;
}

export function registerVulnerabilityRoutes(app: FastifyInstance, { db }: VulnerabilityRouteDeps): void {
  register(app, contract.listVulnerabilities, async ({ query: { cursor, limit, ...filter } }) =>
    iso(await listVulnerabilities(db, filter, { cursor, limit })),
  );

  register(app, contract.getVulnerability, async ({ params: { vulnerability } }) => {
    const found = await describeVulnerability(db, vulnerability);
    if (found === undefined) throw new PlimsollError('NOT_FOUND', `no image of any registry ever had ${vulnerability}`);
    return iso(found);
  });

  register(app, contract.listVulnerabilityImages, async ({ params: { vulnerability }, query }) =>
    iso(await listAffectedImages(db, vulnerability, query)),
  );
}
