import { getOverview, getPlanSummary, listBases, listDecisions, listPolicies } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../api/queries.ts';
import { number } from '../ui/format.ts';
import {
  BasesIcon,
  DecisionsIcon,
  HubIcon,
  ImagesIcon,
  Logo,
  OverviewIcon,
  PlansIcon,
  PoliciesIcon,
  SettingsIcon,
  VulnerabilitiesIcon,
} from '../ui/icons.tsx';
import { Age, When } from '../ui/when.tsx';
import classes from './frame.module.css';

/** Where one can go, with what is there. */
export function Navigation({ onChosen }: { onChosen: () => void }) {
  const { data } = useQuery(queryOf(getOverview, {}));
  const plans = useQuery(queryOf(getPlanSummary, {})).data?.open;
  const bases = useQuery(queryOf(listBases, {})).data?.filter(({ children }) => children > 0).length;
  const decisions = useQuery(queryOf(listDecisions, { query: { state: 'open', limit: 1 } })).data?.total;
  const violated = useQuery(queryOf(listPolicies, {})).data?.filter(({ counts }) => (counts?.violation ?? 0) > 0).length;
  const entries = [
    { to: '/', label: 'Overview', Icon: OverviewIcon, count: undefined },
    { to: '/images', label: 'Images', Icon: ImagesIcon, count: data?.images.total },
    { to: '/vulnerabilities', label: 'Vulnerabilities', Icon: VulnerabilitiesIcon, count: data?.vulnerabilities },
    { to: '/plans', label: 'Fix plans', Icon: PlansIcon, count: plans },
    { to: '/bases', label: 'Base images', Icon: BasesIcon, count: bases },
    { to: '/decisions', label: 'Decisions', Icon: DecisionsIcon, count: decisions },
    { to: '/policies', label: 'Policies', Icon: PoliciesIcon, count: violated },
    { to: '/hub', label: 'Integration Hub', Icon: HubIcon, count: undefined },
    { to: '/settings', label: 'Settings', Icon: SettingsIcon, count: undefined },
  ] as const;
  return (
    <>
      <Link to="/" className={classes.brand} onClick={onChosen}>
        <Logo />
        Plimsoll
      </Link>
      <ul className={classes.entries}>
        {entries.map(({ to, label, Icon, count }) => (
          <li key={to}>
            <Link
              to={to}
              className={classes.entry}
              activeProps={{ 'data-on': true }}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              onClick={onChosen}
            >
              <Icon />
              <span>{label}</span>
              {count !== undefined && count > 0 && <span className={classes.entryCount}>{number(count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        {data !== undefined && (
          <Link to="/settings/advisories" className={classes.footLink} onClick={onChosen}>
            {data.advisories.updatedAt === undefined ? (
              'No advisories yet'
            ) : (
              <>
                Advisories <Age of={data.advisories.updatedAt} />
              </>
            )}
          </Link>
        )}
        {data?.nextSyncAt !== undefined && (
          <div>
            Next sync <When at={data.nextSyncAt} />
          </div>
        )}
      </div>
    </>
  );
}
