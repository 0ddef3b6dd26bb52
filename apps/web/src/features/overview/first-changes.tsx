import { listFleetFixes } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { Panel } from '../../ui/panel.tsx';
import { Change, ChangeList, FixImages } from '../../ui/plans/change-list.tsx';
import { costInWords } from '../../ui/plans/fix-words.ts';
import { ExploitedTag } from '../../ui/tags.tsx';

const SHOWN = 5;

/** Which fixes to make first over all registries. */
export function FirstChanges() {
  const { data, isError } = useQuery(queryOf(listFleetFixes, { query: { limit: SHOWN } }));
  if (data === undefined && !isError) return null;
  const fixes = data ?? [];
  return (
    <Panel title="What to change first" aside={<Link to="/plans">All fix plans</Link>}>
      {isError && data === undefined && <p className="muted">The fix plans could not be loaded.</p>}
      {data?.length === 0 && <p className="muted">No edit is known yet that removes any. Plans are made as images are read and matched.</p>}
      {fixes.length > 0 && (
        <>
          <p className="small muted">Each was applied to the inventory and matched again before it is shown here.</p>
          <ChangeList>
            {fixes.map((fix) => (
              <Change key={fix.key} removes={fix.removes} counts={fix.counts}>
                <Link to="/plans" search={{ tab: 'plans', key: fix.key }}>
                  <b>{fix.title}</b>
                </Link>{' '}
                {fix.exploited > 0 && <ExploitedTag />}
                <div className="small muted">{costInWords(fix)}</div>
                <div className="small muted">
                  <FixImages fix={fix} />
                </div>
              </Change>
            ))}
          </ChangeList>
        </>
      )}
    </Panel>
  );
}
