import * as contract from '@plimsoll/contract';
import type { Database } from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import { type ListDocument, listFormats } from '@plimsoll/reports';
import type { FastifyInstance } from 'fastify';
import { type Report, reportImage } from '../use-cases/image-report.ts';
import { reportAffectedImages, reportImages, reportVulnerabilities } from '../use-cases/list-report.ts';
import { type FileAnswer, registerDownload } from './register.ts';

export interface ReportRouteDeps {
  readonly db: Database;
}

export function registerReportRoutes(app: FastifyInstance, { db }: ReportRouteDeps): void {
  registerDownload(app, contract.getImageReport, async ({ params, query: { format, platform, ...choice } }) =>
    toFile(await reportImage({ ...params, platform, format }, choice, db)),
  );

  registerDownload(app, contract.getVulnerabilitiesReport, async ({ query: { format, group, ...choice } }) =>
    group === 'image'
      ? listFile('vulnerabilities-by-image', format, await reportAffectedImages(choice, db))
      : listFile('vulnerabilities', format, await reportVulnerabilities(choice, db)),
  );

  registerDownload(app, contract.getImagesReport, async ({ query: { format, ...choice } }) =>
    listFile('images', format, await reportImages(choice, db)),
  );
}

/** `shop-web_1.4.0.sarif.json` */
function toFile({ name, format: { extension, mediaType }, text }: Report): FileAnswer {
  return { name: `${name.join('_')}.${extension}`, mediaType, text };
}

/** `plimsoll-vulnerabilities_2026-11-25.csv` */
function listFile(name: string, id: contract.ListReportFormat, list: ListDocument): FileAnswer {
  const now = new Date();
  const format = listFormats.find((one) => one.id === id);
  if (format === undefined) throw new PlimsollError('INVALID_INPUT', `there is no format of lists ${JSON.stringify(id)}`);
  const { extension, mediaType } = format;
  return { name: `plimsoll-${name}_${now.toISOString().slice(0, 10)}.${extension}`, mediaType, text: format.render(list, now) };
}
