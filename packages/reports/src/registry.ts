import { asff } from './asff.ts';
import { csv } from './csv.ts';
import { cyclonedx } from './cyclonedx.ts';
import type { ReportFormat } from './format.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { openvex } from './openvex.ts';
import { sarif } from './sarif.ts';
import { spdx } from './spdx.ts';
import { spdx3 } from './spdx3.ts';
import { table } from './table.ts';

/** Every format, in the order of `--help`. */
export const formats: readonly ReportFormat[] = [
  table,
  json,
  cyclonedx,
  spdx,
  spdx3,
  openvex,
  sarif,
  csv,
  markdown,
  html,
  junit,
  gitlab,
  asff,
];
