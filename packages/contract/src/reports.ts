import { z } from 'zod';
import { download } from './endpoint.ts';
import { FindingFilter, ImageParams } from './images.ts';

/** What the report of an image can be written as, with its media types. The server prints no others: a test holds them equal. */
export const IMAGE_REPORTS = {
  table: 'text/plain; charset=utf-8',
  json: 'application/json',
  cyclonedx: 'application/vnd.cyclonedx+json; version=1.6',
  'spdx-json': 'application/spdx+json',
  'spdx3-json': 'application/spdx+json',
  openvex: 'application/json',
  sarif: 'application/sarif+json',
  csv: 'text/csv; charset=utf-8; header=present',
  markdown: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  junit: 'application/xml',
  gitlab: 'application/json',
  asff: 'application/json',
} as const;
export type ImageReportFormat = keyof typeof IMAGE_REPORTS;

const formatsOf = <Format extends string>(reports: Readonly<Record<Format, string>>) =>
  z.enum(Object.keys(reports) as [Format, ...Format[]]);
const mediaTypesOf = (reports: Readonly<Record<string, string>>): string[] => [...new Set(Object.values(reports))];

export const getImageReport = download({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/report',
  summary: 'One image as a file: what plimsoll scan prints, with what was decided. The filters choose findings; packages are all there',
  group: 'Images',
  role: 'viewer',
  params: ImageParams,
  query: FindingFilter.extend({ format: formatsOf(IMAGE_REPORTS) }),
  mediaTypes: mediaTypesOf(IMAGE_REPORTS),
});
