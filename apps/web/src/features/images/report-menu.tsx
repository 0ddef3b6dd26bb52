import { getImageReport, type ImageReportFormat } from '@plimsoll/contract';
import type { z } from 'zod';
import { fetchFile } from '../../api/call.ts';
import { type ExportGroup, ExportMenu } from '../../ui/export-menu.tsx';
import type { ImageAddress } from '../../ui/image-address.ts';

/** Exports one image: its findings as they are filtered, with everything that is in it. */
export function ReportMenu({
  params,
  filter,
  label,
  says,
}: {
  params: ImageAddress;
  filter: Omit<z.input<NonNullable<typeof getImageReport.query>>, 'format'>;
  label: string;
  says: string;
}) {
  return (
    <ExportMenu
      label={label}
      says={says}
      groups={FORMATS}
      fetchAs={(format) => fetchFile(getImageReport, { params, query: { ...filter, format } })}
    />
  );
}

const FORMATS: readonly ExportGroup<ImageReportFormat>[] = [
  {
    label: 'For people',
    formats: [
      { format: 'html', label: 'HTML, one file' },
      { format: 'markdown', label: 'Markdown, for pull requests' },
      { format: 'csv', label: 'CSV, for spreadsheets' },
      { format: 'table', label: 'Text' },
    ],
  },
  {
    label: 'For CI and other systems',
    formats: [
      { format: 'sarif', label: 'SARIF 2.1.0, code scanning' },
      { format: 'junit', label: 'JUnit XML' },
      { format: 'gitlab', label: 'GitLab container scanning' },
      { format: 'asff', label: 'ASFF, Security Hub' },
      { format: 'json', label: 'JSON' },
    ],
  },
  {
    label: 'SBOM and VEX',
    formats: [
      { format: 'cyclonedx', label: 'CycloneDX 1.6' },
      { format: 'spdx-json', label: 'SPDX 2.3' },
      { format: 'spdx3-json', label: 'SPDX 3.0' },
      { format: 'openvex', label: 'OpenVEX 0.2.0' },
    ],
  },
];
