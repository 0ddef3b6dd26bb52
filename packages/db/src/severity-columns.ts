import { SEVERITIES, severityRank } from '@plimsoll/model';

/** SQL: how many rows of a group have each severity, as columns `critical` .. `unknown`; only rows for which `condition` holds. */
export function severityColumns(column: string, condition: string): string {
  return SEVERITIES.map(
    (severity) => `(count(*) filter (where ${column} = ${severityRank(severity)} and ${condition}))::int as ${severity}`,
  ).join(', ');
}
