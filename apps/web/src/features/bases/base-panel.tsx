import type { BaseNode } from '@plimsoll/contract';
import { CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { bestCandidate, builtOn, keyOfNode } from './base-words.ts';
import { CopyShort } from '../../ui/copy.tsx';
import { asSentence, count, number, shortDigest } from '../../ui/format.ts';
import { SeverityBar } from '../../ui/severity.tsx';
import { countsInWords } from '../../ui/severities.ts';
import { Tag } from '../../ui/tags.tsx';
import type { BasesSearch } from './bases-search.ts';
import classes from './bases.module.css';

/** Images that are listed; the rest is counted. */
const MAX_LISTED = 30;

interface PanelProps {
  readonly node: BaseNode;
  readonly nodes: readonly BaseNode[];
  readonly search: BasesSearch;
  readonly onClose: () => void;
}

/** One image of the graph: why it is outdated, where to go, and what is built on it. */
export function BasePanel({ node, nodes, search, onClose }: PanelProps) {
  const above = nodes.find(({ digest, platform }) => digest === node.base && platform === node.platform);
  const on = builtOn([node], nodes);
  const best = bestCandidate(node);
  const isWorth = node.outdated && best !== undefined && best.findings < node.findings;
  return (
    <aside className={classes.panel} aria-label={node.name}>
      <div className={classes.panelHead}>
        <h2>
          <ImageLink image={node.image} name={node.name} />
        </h2>
        <CloseButton onClick={onClose} aria-label="Close" size="sm" />
      </div>
      <div className="small muted">
        {node.platform} · <CopyShort short={shortDigest(node.digest)} whole={node.digest} what="digest" />
        {node.base !== null && (
          <div>
            Built on{' '}
            {above === undefined ? (
              'an image that is gone'
            ) : (
              <Link to="/bases" search={{ ...search, base: above.digest }} resetScroll={false}>
                {above.name}
              </Link>
            )}
          </div>
        )}
      </div>
      {node.findings === 0 ? (
        <p className="small muted">Nothing was found in it.</p>
      ) : (
        <div className={classes.panelBar}>
          <SeverityBar counts={node.counts} />
          <p className="small muted">
            {count(node.findings, 'finding')}: {countsInWords(node.counts)}
          </p>
        </div>
      )}
      {node.outdated && (
        <section>
          <Tag tone="warn">outdated</Tag>
          <ul className={`${classes.reasons} small`}>
            {node.reasons.map((reason) => (
              <li key={reason}>{asSentence(reason)}</li>
            ))}
          </ul>
        </section>
      )}
      {node.candidates.length > 0 && (
        <section>
          <h2>{isWorth ? `Update this base, heal ${count(node.descendants, 'image')}` : 'Where to move'}</h2>
          <ul className={`${classes.list} small`}>
            {node.candidates.map((candidate) => (
              <li key={candidate.name}>
                <ImageLink image={candidate.image} name={candidate.name} />
                <span title={`${candidate.findings} findings instead of ${node.findings}`}>
                  {count(candidate.findings, 'finding')}{' '}
                  <b className={candidate.findings < node.findings ? 'ok' : 'muted'}>{differenceOf(candidate.findings - node.findings)}</b>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {on.length > 0 && (
        <section>
          <h2>{count(on.length, 'image')} built on it</h2>
          <p className="small muted">{number(node.children)} directly. Each one’s plan says what moving does to it.</p>
          <ul className={`${classes.list} small`}>
            {on.slice(0, MAX_LISTED).map((each) => (
              <li key={keyOfNode(each)}>
                <ImageLink image={each.image} name={each.name} />
                <Link
                  to="/images/$connection/$repository/$reference"
                  params={paramsOf(each.image)}
                  search={{ tab: 'plan' }}
                  aria-label={`${planWords(each)}, ${each.name}`}
                >
                  {planWords(each)}
                </Link>
              </li>
            ))}
          </ul>
          {on.length > MAX_LISTED && <p className="small muted">and {number(on.length - MAX_LISTED)} more</p>}
        </section>
      )}
    </aside>
  );
}

function differenceOf(difference: number): string {
  return difference === 0 ? '±0' : difference < 0 ? `−${number(-difference)}` : `+${number(difference)}`;
}

function planWords({ findings }: BaseNode): string {
  return findings === 0 ? 'none found' : `plan for ${number(findings)}`;
}

function paramsOf({ connection, repository, reference }: BaseNode['image']) {
  return { connection: String(connection), repository, reference };
}

function ImageLink({ image, name }: { image: BaseNode['image']; name: string }) {
  return (
    <Link to="/images/$connection/$repository/$reference" params={paramsOf(image)} className={classes.name}>
      {name}
    </Link>
  );
}
