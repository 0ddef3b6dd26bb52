import type { FixPlan, ImageDetail } from '@plimsoll/contract';
import type { ReactNode } from 'react';
import { CodeBlock, CopyButton } from '../../ui/copy.tsx';
import { DiffBlock } from '../../ui/diff.tsx';
import { count, number } from '../../ui/format.ts';
import { Note, Panel } from '../../ui/panel.tsx';
import { countsOf, countsWithout, totalOf } from '../../ui/severities.ts';
import { SeverityBar } from '../../ui/severity.tsx';
import type { ImageAddress } from './addresses.ts';
import classes from './plan.module.css';
import { PlanRemoves } from './plan-removes.tsx';
import { editsByFile, remainderInWords } from './plan-words.ts';

interface PlanDetailProps {
  readonly image: ImageDetail;
  /** Found now, as the plan counts. */
  readonly findings: number;
  readonly plan: FixPlan;
  readonly params: ImageAddress;
  readonly platform: string | undefined;
}

/** One plan: what it does, the edits, the same as a patch, as shell lines and as a pull request, what it cannot know, and what it removes. */
export function PlanDetail({ image, findings, plan, params, platform }: PlanDetailProps) {
  const pullRequest = `${plan.pullRequest.title}\n\n${plan.pullRequest.body}`;
  return (
    <article className={classes.detail} aria-label={plan.title}>
      <div className={classes.detailHead}>
        <div className={classes.detailWords}>
          <h2 className={classes.detailTitle}>{plan.title}</h2>
          <p className="small muted">
            {count(plan.edits.length, 'edit')}: removes {number(plan.removes.length)}, {remainderInWords(plan)}.
          </p>
        </div>
        <div className={classes.actions}>
          {plan.dockerfileDiff !== '' && <CopyButton text={plan.dockerfileDiff} label="Copy as patch" />}
          <CopyButton text={pullRequest} label="Copy pull request" isMain />
        </div>
      </div>
      <Figures image={image} findings={findings} plan={plan} />
      {plan.limits.length > 0 && (
        <Note tone="warn" title="What this plan cannot know">
          <ul className={classes.limits}>
            {plan.limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </Note>
      )}
      <Edits plan={plan} />
      {plan.shell.length > 0 && (
        <Panel title="As shell lines" aside="in the folder of the sources">
          <CodeBlock text={plan.shell.join('\n')} label="Shell lines" />
        </Panel>
      )}
      <Panel title="As a pull request">
        <CodeBlock text={pullRequest} label="Pull request" />
      </Panel>
      <PlanRemoves plan={plan} params={params} platform={platform} />
    </article>
  );
}

function Figures({ image, findings, plan }: { image: ImageDetail; findings: number; plan: FixPlan }) {
  const removed = countsOf(plan.removes);
  const left = image.counts === null ? undefined : countsWithout(image.counts, removed);
  return (
    <dl className={classes.figures}>
      <Figure name="Now" value={findings}>
        {image.counts !== null && <SeverityBar counts={image.counts} />}
      </Figure>
      <Figure name="After it" value={plan.remaining + plan.adds.length}>
        {/* A bar that does not add up to its number would lie: additions have no place in it. */}
        {left !== undefined && totalOf(left) === plan.remaining && plan.adds.length === 0 && <SeverityBar counts={left} />}
      </Figure>
      <Figure name="Of those, without a fix" value={plan.unfixable} />
      <Figure name="Added by it" value={plan.adds.length} />
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
