import type { DoctorReport } from '@plimsoll/contract';
import { count, numberWord } from '../../ui/format.ts';

/** The sentence over the five lines. */
export function headlineOf(report: Pick<DoctorReport, 'ok' | 'failure' | 'permissions'>): string {
  const granted = report.permissions.filter(({ state }) => state === 'granted').length;
  const missing = report.permissions.filter(({ state }) => state === 'missing').length;
  const all = report.permissions.length;
  if (report.failure !== undefined && granted === 0) return 'The connection does not work yet';
  if (granted === all) return 'All five permissions work';
  if (missing === 0)
    return `${numberWord(granted)} of five permissions work, ${numberWord(all - granted).toLowerCase()} could not be tried`;
  return `${numberWord(granted)} of five permissions work`;
}

/** What stands at the end of a line: `granted · 214 repositories`, `missing`, `not known`. */
export function permissionInWords(permission: DoctorReport['permissions'][number], report: Pick<DoctorReport, 'repositories'>): string {
  if (permission.state === 'missing') return 'missing';
  if (permission.state === 'unknown') return 'could not be tried';
  if (permission.action === 'ecr:DescribeRepositories' && report.repositories !== undefined)
    return `granted · ${count(report.repositories, 'repository', 'repositories')}`;
  return permission.tried === '' ? 'granted' : `granted · ${permission.tried}`;
}
