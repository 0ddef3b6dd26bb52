import type { ListReportFormat } from '@plimsoll/contract';
import type { ExportGroup } from './export-menu.tsx';

/** What every list can be exported as. */
export const LIST_EXPORTS: readonly ExportGroup<ListReportFormat>[] = [
  {
    label: 'For people',
    formats: [
      { format: 'csv', label: 'CSV, for spreadsheets' },
      { format: 'html', label: 'HTML, one file' },
      { format: 'markdown', label: 'Markdown' },
    ],
  },
  { label: 'For programs', formats: [{ format: 'json', label: 'JSON' }] },
];
