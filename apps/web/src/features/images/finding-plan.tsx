import { type FindingDetail, getImagePlan, getLineage } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/queries.ts';
import { number } from '../../ui/format.ts';
import { Link } from '@tanstack/react-router';
import { LinkButton } from '../../ui/link-button.tsx';
import { addressOf, type ImageAddress } from '../../ui/image-address.ts';
import classes from './images.module.css';
import { originOf } from './image-words.ts';
import { smallestPlanFor } from './plan-choice.ts';

interface OfFinding {
  readonly finding: FindingDetail;
  readonly params: ImageAddress;
  readonly platform: string | undefined;
}

/** Says that a layer came with the base, if it did: then edits of the image itself cannot help. */
export function Inherited({ finding, params, platform }: OfFinding) {
  const base = useQuery(queryOf(getLineage, { params, query: { platform } })).data?.[0];
  if (base === undefined || originOf(finding.layer.ordinal, base.layerCount) !== 'base') return null;
  return (
    <>
      {' '}
      · inherited from{' '}
      {base.image === undefined ? (
        base.name
      ) : (
        <Link to="/images/$connection/$repository/$reference" params={addressOf(base.image, base.image.reference)}>
          {base.name}
        </Link>
      )}
    </>
  );
}

/** The smallest plan of the image that removes this finding. Nothing while it is not known, or if there is none: the advice beside it stands alone. */
export function FindingPlan({ finding, params, platform }: OfFinding) {
  const { data } = useQuery(queryOf(getImagePlan, { params, query: { platform } }));
  const plan = data === undefined ? undefined : smallestPlanFor(data.plans, finding);
  if (plan === undefined) return null;
  const others = plan.removes.length - 1;
  return (
    <div className={classes.findingPlan}>
      <div className={classes.anywhere}>
        <b>{plan.title}</b>
        <div className="small muted">
          removes this{others > 0 && ` and ${number(others)} ${others === 1 ? 'other' : 'others'}`}, adds{' '}
          {plan.adds.length === 0 ? 'none' : number(plan.adds.length)}
        </div>
      </div>
      <LinkButton to="/images/$connection/$repository/$reference" params={params} search={{ platform, tab: 'plan', plan: plan.key }}>
        Open the fix plan
      </LinkButton>
    </div>
  );
}
