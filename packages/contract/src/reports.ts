import { z } from 'zod';
import { download } from './endpoint.ts';
import { FindingFilter, ImageFilter, ImageParams } from './images.ts';
import { VulnerabilityFilter } from './vulnerabilities.ts';

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

/** What a list can be written as. */
export const LIST_REPORTS = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json',
  markdown: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;
export type ListReportFormat = keyof typeof LIST_REPORTS;

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

export const getVulnerabilitiesReport = download({
  method: 'GET',
  path: '/api/vulnerabilities/report',
  summary: 'Vulnerabilities over all current images as a file, with the filters of their list: all rows, 100,000 at most',
  group: 'Vulnerabilities',
  role: 'viewer',
  query: VulnerabilityFilter.extend({
    format: formatsOf(LIST_REPORTS),
    /** A row a vulnerability, or one for each image that has it. */
    group: z.enum(['vulnerability', 'image']).default('vulnerability'),
  }),
  mediaTypes: mediaTypesOf(LIST_REPORTS),
});

export const getImagesReport = download({
  method: 'GET',
  path: '/api/images/report',
  summary: 'Tagged images with their counts as a file, with the filters of their list: all rows, 100,000 at most',
  group: 'Images',
  role: 'viewer',
  query: ImageFilter.extend({ format: formatsOf(LIST_REPORTS) }),
  mediaTypes: mediaTypesOf(LIST_REPORTS),
});
