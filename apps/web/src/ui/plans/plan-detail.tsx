import type { Counts, FixPlan } from '@plimsoll/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CodeBlock, CopyButton } from '../copy.tsx';
import { DiffBlock } from '../diff.tsx';
import { count, number } from '../format.ts';
import type { ImageAddress } from '../image-address.ts';
import { ActionError } from '../page-states.tsx';
import { Note, Panel } from '../panel.tsx';
import { countsOf, countsWithout, totalOf } from '../severities.ts';
import { SeverityBar } from '../severity.tsx';
import { leftOutOf, stepsOf } from './left-out.ts';
import { PlanRemoves } from './plan-removes.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { editsByFile, remainderInWords } from './plan-words.ts';
import classes from './plans.module.css';
import { usePart } from './use-part.ts';

interface PlanDetailProps {
  readonly plan: FixPlan;
  /** The other plans of the image, for the names of steps and what each does by itself. */
  readonly plans: readonly FixPlan[];
  /** Found now, or when an ended plan was made, as the plan counts. */
  readonly findings: number;
  /** The same by severity; null where that is not known. */
  readonly counts: Counts | null;
  readonly params: ImageAddress;
  readonly platform: string | undefined;
  /** The steps that are left out, as the address holds them. */
  readonly without: string | undefined;
  /** Absent where nothing can be left out any more. */
  readonly onLeaveOut?: (without: string | undefined) => void;
}

/**
 * One plan: what it does, its edits, the same as a patch, as shell lines and as a pull request, what it cannot know, and what it removes.
 * Each step can be left out; then all of it follows, and until it does nothing can be copied.
 */
export function PlanDetail({ plan, plans, findings, counts, params, platform, without, onLeaveOut }: PlanDetailProps) {
  const steps = stepsOf(plan, plans);
  const leftOut = leftOutOf(onLeaveOut === undefined ? undefined : without, steps);
  const { shown, isBefore, error, retry } = usePart(plan, steps, leftOut, { params, platform });
  const isCounting = isBefore && error === null;
  const pullRequest = `${shown.pullRequest.title}\n\n${shown.pullRequest.body}`;
  return (
    <article className={classes.detail} aria-label={plan.title}>
      <div className={classes.detailHead}>
        <div className={classes.detailWords}>
          <h2 className={classes.detailTitle}>{plan.title}</h2>
          <p className="small muted" role="status">
            {isBefore ? (isCounting ? 'Counting again…' : 'What stands below is the choice before.') : effectInWords(shown, plan)}
          </p>
        </div>
        <fieldset className={classes.actions} disabled={isBefore}>
          {shown.dockerfileDiff !== '' && <CopyButton text={shown.dockerfileDiff} label="Copy as patch" />}
          <CopyButton text={pullRequest} label="Copy pull request" isMain />
        </fieldset>
      </div>
      {onLeaveOut !== undefined && steps.length > 1 && <PlanSteps steps={steps} leftOut={leftOut} onChange={onLeaveOut} />}
      {error !== null && (
        <div className={classes.failed}>
          <ActionError error={error} />
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
      <fieldset className={classes.parts} disabled={isBefore} data-counting={isCounting || undefined}>
        <Figures
          counts={counts}
          findings={findings}
          plan={shown}
          isPart={leftOut.size > 0}
          before={onLeaveOut === undefined ? 'Before it' : 'Now'}
        />
        {shown.limits.length > 0 && (
          <Note tone="warn" title="What this plan cannot know">
            <ul className={classes.limits}>
              {shown.limits.map((limit) => (
                <li key={limit}>{limit}</li>
              ))}
            </ul>
          </Note>
        )}
        <Edits plan={shown} />
        {shown.shell.length > 0 && (
          <Panel title="As shell lines" aside="in the folder of the sources">
            <CodeBlock text={shown.shell.join('\n')} label="Shell lines" />
          </Panel>
        )}
        <Panel title="As a pull request">
          <CodeBlock text={pullRequest} label="Pull request" />
        </Panel>
        <PlanRemoves plan={shown} params={params} platform={platform} />
      </fieldset>
    </article>
  );
}

function effectInWords(shown: FixPlan, whole: FixPlan): string {
  const edits =
    shown.edits.length < whole.edits.length
      ? `${number(shown.edits.length)} of ${count(whole.edits.length, 'edit')}`
      : count(whole.edits.length, 'edit');
  return `${edits}: removes ${number(shown.removes.length)}, ${remainderInWords({ ...shown, adds: shown.adds.length })}.`;
}

function Figures({
  counts,
  findings,
  plan,
  isPart,
  before,
}: {
  counts: Counts | null;
  findings: number;
  plan: FixPlan;
  /** Whether some of its steps are left out. */
  isPart: boolean;
  /** When `findings` were found. */
  before: string;
}) {
  // A bar that does not add up to its number would lie: additions have no place in it.
  const now = counts === null || totalOf(counts) !== findings ? undefined : counts;
  const left = now === undefined || plan.adds.length > 0 ? undefined : countsWithout(now, countsOf(plan.removes));
  return (
    <dl className={classes.figures}>
      <Figure name={before} value={findings}>
        {now !== undefined && <SeverityBar counts={now} />}
      </Figure>
      <Figure name={isPart ? 'After the chosen edits' : 'After it'} value={plan.remaining + plan.adds.length}>
        {left !== undefined && totalOf(left) === plan.remaining && <SeverityBar counts={left} />}
      </Figure>
      <Figure name="Of those, without a fix" value={plan.unfixable} />
      <Figure name={isPart ? 'Added by them' : 'Added by it'} value={plan.adds.length} />
    </dl>
  );
}

function Figure({ name, value, children }: { name: string; value: number; children?: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt className="small muted">{name}</dt>
      <dd>
        <b>{number(value)}</b>
        {children}
      </dd>
    </div>
  );
}

/** File by file; the Dockerfile as a whole diff, since that is where one sees what stands around. */
function Edits({ plan }: { plan: FixPlan }) {
  return editsByFile(plan).map(({ file, edits, diff }) => {
    const isDockerfile = edits.some(({ kind }) => kind === 'base-image' || kind === 'os-packages') && plan.dockerfileDiff !== '';
    return (
      <Panel
        key={file}
        title={<span className="mono">{file}</span>}
        aside={isDockerfile ? 'reconstructed from the history of the image' : count(edits.length, 'edit')}
      >
        <DiffBlock text={isDockerfile ? plan.dockerfileDiff : diff} label={`Edits of ${file}`} />
      </Panel>
    );
  });
}
