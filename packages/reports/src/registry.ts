import { cyclonedx } from './cyclonedx.ts';
import type { ReportFormat } from './format.ts';
import { json } from './json.ts';
import { table } from './table.ts';

/** Every format, in the order of `--help`. */
export const formats: readonly ReportFormat[] = [table, json, cyclonedx];
