import type { ConfigurationResult } from '@plimsoll/contract';
import { count } from '../../ui/format.ts';

/** Everything that one check says. */
export interface CheckGroup {
  readonly check: ConfigurationResult;
  readonly results: readonly ConfigurationResult[];
  /** The worst of them. */
  readonly status: ConfigurationResult['status'];
}

const RANK: Readonly<Record<ConfigurationResult['status'], number>> = { fail: 0, unknown: 1, pass: 2 };

/** The results of each check together, what fails first; else in the order given. */
export function groupByCheck(results: readonly ConfigurationResult[]): CheckGroup[] {
  return [...Map.groupBy(results, ({ id }) => id).values()]
    .map((own) => {
      const check = own.toSorted((a, b) => RANK[a.status] - RANK[b.status])[0]!;
      return { check, results: own, status: check.status };
    })
    .toSorted((a, b) => RANK[a.status] - RANK[b.status]);
}

/** `3 of 16 checks fail, 2 are unknown. CIS section 4: 2 of 8 fail.` */
export function configurationInWords(results: readonly ConfigurationResult[]): string {
  const groups = groupByCheck(results);
  const cis = groups.filter(({ check }) => check.cis !== undefined);
  const failing = (list: readonly CheckGroup[]) => list.filter(({ status }) => status === 'fail').length;
  const unknown = groups.filter(({ status }) => status === 'unknown').length;
  const open = unknown === 0 ? '' : `, ${unknown} ${unknown === 1 ? 'is' : 'are'} unknown`;
  return `${failing(groups)} of ${count(groups.length, 'check')} fail${open}. CIS Docker Benchmark, section 4: ${failing(cis)} of ${cis.length} fail.`;
}
