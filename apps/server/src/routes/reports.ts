import * as contract from '@plimsoll/contract';
import type { Database } from '@plimsoll/db';
import type { FastifyInstance } from 'fastify';
import { type Report, reportImage } from '../use-cases/image-report.ts';
import { type FileAnswer, registerDownload } from './register.ts';

export interface ReportRouteDeps {
  readonly db: Database;
}

export function registerReportRoutes(app: FastifyInstance, { db }: ReportRouteDeps): void {
  registerDownload(app, contract.getImageReport, async ({ params, query: { format, platform, ...choice } }) =>
    toFile(await reportImage({ ...params, platform, format }, choice, db)),
  );
}

/** `shop-web_1.4.0.sarif.json` */
function toFile({ name, format: { extension, mediaType }, text }: Report): FileAnswer {
  return { name: `${name.join('_')}.${extension}`, mediaType, text };
}
