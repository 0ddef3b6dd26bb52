import type { FindingDetail } from '@plimsoll/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DecidedTag } from '../../ui/decisions/decided-tag.tsx';
import { EpssTag } from '../../ui/epss.tsx';
import { epssInWords } from '../../ui/epss-words.ts';
import { asSentence, count, date, instruction, list, shortDigest } from '../../ui/format.ts';
import { ExternalIcon } from '../../ui/icons.tsx';
import { Facts, Panel } from '../../ui/panel.tsx';
import { Prose } from '../../ui/prose.tsx';
import { safeUrl } from '../../ui/safe-url.ts';
import { SeverityWord } from '../../ui/severity.tsx';
import { ShortList } from '../../ui/short-list.tsx';
import { ExploitedTag, Tag } from '../../ui/tags.tsx';
import { OnDate, When } from '../../ui/when.tsx';
import type { ImageAddress } from '../../ui/image-address.ts';
import { FindingPlan, Inherited } from './finding-plan.tsx';
import { FixedIn } from './fixed-in.tsx';
import { comparisonParts, layerNumber } from './image-words.ts';
import classes from './images.module.css';

/** Name, severity and what is known about it, in one line. */
export function FindingTitle({ finding, isPanel = false }: { finding: FindingDetail; isPanel?: boolean }) {
  return (
    <div>
      <div className={classes.title}>
        {!isPanel && <h1>{finding.vulnerability}</h1>}
        <SeverityWord severity={finding.severity} />
        {finding.exploited && <ExploitedTag {...(finding.kev === undefined ? {} : { since: date(finding.kev.dateAdded) })} />}
        {finding.decision !== undefined && <DecidedTag decision={finding.decision} />}
        {finding.cvss !== undefined && <Tag>CVSS {finding.cvss.toFixed(1)}</Tag>}
        {finding.epss !== undefined && <EpssTag epss={finding.epss} />}
      </div>
      <p className="muted" style={{ marginTop: 4 }}>
        {finding.summary === '' ? 'No summary.' : asSentence(finding.summary)} In{' '}
        <b className={classes.strong}>
          {finding.package} {finding.version}
        </b>
        .
      </p>
    </div>
  );
}

/** Why it is here, what to change, where else it is. */
export function FindingBody({ finding, params, platform }: { finding: FindingDetail; params: ImageAddress; platform: string | undefined }) {
  return (
    <div className={classes.stack}>
      <Panel title="Why it is here">
        <ol className={classes.evidence}>
          <Step
            number="1"
            title={
              <>
                Layer {layerNumber(finding.layer.ordinal)} brings it: <span className="mono">{instruction(finding.layer.instruction)}</span>
              </>
            }
          >
            <span className="mono" title={finding.layer.digest}>
              {shortDigest(finding.layer.digest)}
            </span>
            <Inherited finding={finding} params={params} platform={platform} />
          </Step>
          <Step
            number="2"
            title={
              <>
                <span className="mono">/{finding.path}</span> names {finding.package} {finding.version}
              </>
            }
          >
            {finding.binaries.length > 0 && `installed as ${list(finding.binaries)}`}
            <div className="mono">{finding.purl}</div>
          </Step>
          {finding.evidence.map((evidence, index) => (
            <Step
              key={evidence.advisory}
              number={String(index + 3)}
              title={
                <>
                  {evidence.advisory} says: affected {evidence.range}
                </>
              }
            >
              <Comparison text={evidence.comparison} />
            </Step>
          ))}
        </ol>
      </Panel>
      <Panel title="What to change">
        <FindingPlan finding={finding} params={params} platform={platform} />
        {finding.fixedVersions.length > 0 ? (
          <p>
            Raise <b className={classes.strong}>{finding.package}</b> from <span className="mono">{finding.version}</span> to{' '}
            <FixedIn finding={finding} />
            {finding.fixedVersions.length > 1 && <span className="muted"> (the lowest one that your line allows)</span>}.
          </p>
        ) : (
          <p>
            There is nothing to raise it to: <FixedIn finding={finding} />. Removing <b className={classes.strong}>{finding.package}</b>{' '}
            from layer {layerNumber(finding.layer.ordinal)} would remove this finding.
          </p>
        )}
        <p className="small" style={{ marginTop: 6 }}>
          {finding.alsoIn === 0 ? (
            <span className="muted">In no other image</span>
          ) : (
            <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: finding.vulnerability }}>
              Also in {count(finding.alsoIn, 'other image')}
            </Link>
          )}
        </p>
      </Panel>
      {finding.details !== '' && (
        <Panel title="What it is">
          <Prose text={finding.details} />
        </Panel>
      )}
    </div>
  );
}

function Step({ number, title, children }: { number: string; title: ReactNode; children?: ReactNode }) {
  return (
    <li>
      <span className={classes.stepNumber} aria-hidden="true">
        {number}
      </span>
      <div className={classes.stepBody}>
        <div>{title}</div>
        <div className="small muted">{children}</div>
      </div>
    </li>
  );
}

/** What the comparator was asked and what it said. */
function Comparison({ text }: { text: string }) {
  const parts = comparisonParts(text);
  return (
    <div className={`${classes.comparison} mono`}>
      {parts === undefined ? (
        <span>{text}</span>
      ) : (
        <>
          <span>{parts[0]}</span>
          <b className="bad">{parts[1]}</b>
          <span>{parts[2]}</span>
        </>
      )}
      <b className={`${classes.affected} bad`}>affected</b>
    </div>
  );
}

/** Dates, names, weakness, vector and sources. */
export function FindingAside({ finding }: { finding: FindingDetail }) {
  const sources = finding.references.map(({ type, url }) => ({ type, url: safeUrl(url) })).filter(({ url }) => url !== undefined);
  return (
    <div className={classes.stack}>
      <Panel>
        <Facts
          rows={[
            {
              name: 'First seen',
              value: (
                <>
                  <OnDate at={finding.firstSeenAt} />, <When at={finding.firstSeenAt} />
                </>
              ),
            },
            finding.publishedAt === undefined ? undefined : { name: 'Published', value: <OnDate at={finding.publishedAt} /> },
            finding.modifiedAt === undefined ? undefined : { name: 'Changed', value: <OnDate at={finding.modifiedAt} /> },
            finding.kev === undefined
              ? undefined
              : {
                  name: 'Exploited',
                  value: `in the catalogue since ${date(finding.kev.dateAdded)}, due ${date(finding.kev.dueDate)}${finding.kev.ransomware ? ', used by ransomware' : ''}`,
                },
            finding.epss === undefined ? undefined : { name: 'EPSS', value: epssInWords(finding.epss) },
            finding.aliases.length === 0 ? undefined : { name: 'Also known as', value: <ShortList items={finding.aliases} /> },
            finding.cwes.length === 0 ? undefined : { name: 'Weakness', value: finding.cwes.join(', ') },
            finding.cvssVector === undefined ? undefined : { name: 'Vector', value: <span className="mono">{finding.cvssVector}</span> },
          ]}
        />
      </Panel>
      {sources.length > 0 && (
        <Panel title="Sources">
          <ul className={classes.sources}>
            {sources.slice(0, 20).map(({ url }) => (
              <li key={url?.href}>
                <a href={url?.href} target="_blank" rel="noreferrer" title={url?.href}>
                  <span className="clip">
                    {url?.host}
                    {url?.pathname === '/' ? '' : url?.pathname}
                  </span>
                  <ExternalIcon size={12} />
                </a>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
