import type { FindingRow } from '@plimsoll/contract';
import { withoutFixInWords } from './image-words.ts';

/** The versions that fix it, or in words why there are none. */
export function FixedIn({ finding }: { finding: Pick<FindingRow, 'fixState' | 'fixedVersions'> }) {
  const words = withoutFixInWords(finding);
  if (words !== undefined) return <span className="faint">{words}</span>;
  return <span className="ok mono">{finding.fixedVersions.join(', ')}</span>;
}
