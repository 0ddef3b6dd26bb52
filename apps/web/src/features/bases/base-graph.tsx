import type { BaseNode } from '@plimsoll/contract';
import {
  Background,
  Controls,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  type NodeTypes,
  Position,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useQuery } from '@tanstack/react-query';
import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import ELK from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import { useMemo } from 'react';
import { count, number } from '../../ui/format.ts';
import { LoadError, LoadingRows } from '../../ui/page-states.tsx';
import { SeverityBar } from '../../ui/severity.tsx';
import { Tag } from '../../ui/tags.tsx';
import { BOX_HEIGHT, BOX_WIDTH, boxesOf, MAX_BOXES, type PlacedBox, placeBoxes } from './base-layout.ts';
import type { BasesSearch } from './bases-search.ts';
import classes from './bases.module.css';

type BoxNode = Node<{ box: PlacedBox; search: BasesSearch }, 'box'>;

const NODE_TYPES: NodeTypes = { box: BoxView };
const GAP = 40;

interface GraphProps {
  readonly nodes: readonly BaseNode[];
  readonly search: BasesSearch;
}

/** Who is built on whom: roots on the left. Laid out in a worker, so that a large registry does not stop the page. */
export function BaseGraph({ nodes, search }: GraphProps) {
  const { boxes, left } = useMemo(() => boxesOf(nodes), [nodes]);
  const query = useQuery({
    queryKey: ['base-graph', boxes.map(({ key, on }) => `${key} ${on}`)],
    queryFn: () => layOut(boxes),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (query.isError) return <LoadError error={query.error} what="The graph" onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={6} height={70} />;
  const placed = query.data.map((box) => ({ ...boxes.find(({ key }) => key === box.key), ...box }));
  const height = Math.max(...placed.map(({ y }) => y + BOX_HEIGHT)) + 2 * GAP;
  return (
    <>
      <div className={classes.graph} style={{ height: Math.min(720, Math.max(320, height)) }}>
        <ReactFlow
          nodes={placed.map((box): BoxNode => toNode(box, search))}
          edges={placed.flatMap(toEdge)}
          nodeTypes={NODE_TYPES}
          fitView
          fitViewOptions={{ maxZoom: 1, padding: 0.06 }}
          minZoom={0.15}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          aria-label="Graph of base images"
          proOptions={{ hideAttribution: true }}
        >
          <Background gap={20} />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
      {left > 0 && (
        <p className="small muted">
          The graph shows {number(MAX_BOXES)} boxes, those with most images built on them; {number(left)} more are in the table.
        </p>
      )}
    </>
  );
}

async function layOut(boxes: Parameters<typeof placeBoxes>[0]): Promise<PlacedBox[]> {
  const elk = new ELK({ workerFactory: () => new Worker(workerUrl) });
  try {
    return await placeBoxes(boxes, elk);
  } finally {
    elk.terminateWorker();
  }
}

function toNode(box: PlacedBox, search: BasesSearch): BoxNode {
  return {
    id: box.key,
    type: 'box',
    position: { x: box.x, y: box.y },
    width: BOX_WIDTH,
    height: BOX_HEIGHT,
    data: { box, search },
  };
}

function toEdge({ key, on }: PlacedBox): Edge[] {
  return on === null ? [] : [{ id: `${on} ${key}`, source: on, target: key, selectable: false }];
}

/** A link, so that it opens with a click, enter, or in another tab. The graph follows the focus to it. */
function BoxView({ data: { box, search } }: NodeProps<BoxNode>) {
  const flow = useReactFlow();
  const { node, on } = box;
  const digest = node?.digest ?? on?.split(' ')[0];
  return (
    <>
      {on !== null && <Handle type="target" position={Position.Left} className={classes.handle} isConnectable={false} />}
      <Handle type="source" position={Position.Right} className={classes.handle} isConnectable={false} />
      <Link
        to="/bases"
        search={{ ...search, base: digest === search.base ? undefined : digest }}
        replace
        resetScroll={false}
        preload={false}
        draggable={false}
        className={classes.box}
        data-leaf={node?.children === 0 || undefined}
        data-outdated={node?.outdated || undefined}
        data-on={(node !== undefined && digest === search.base) || undefined}
        onFocus={({ currentTarget }) => {
          if (!currentTarget.matches(':focus-visible')) return;
          void flow.setCenter(box.x + BOX_WIDTH / 2, box.y + BOX_HEIGHT / 2, { zoom: flow.getZoom() });
        }}
      >
        <BoxText box={box} />
      </Link>
    </>
  );
}

function BoxText({ box: { node, many } }: { box: PlacedBox }) {
  if (node === undefined)
    return (
      <>
        <b>{count(many?.count ?? 0, 'image')}</b>
        <span className="small muted">{count(many?.findings ?? 0, 'finding')} in all</span>
      </>
    );
  const colon = node.name.lastIndexOf(':');
  return (
    <>
      <VisuallyHidden>{node.name} </VisuallyHidden>
      <b className={classes.boxName} title={node.name} aria-hidden="true">
        <span className="clip">{node.name.slice(0, colon)}</span>
        {/* What tells siblings apart is never cut. */}
        <span className={classes.boxTag}>{node.name.slice(colon)}</span>
      </b>
      <span className={classes.boxCounts}>
        {node.findings === 0 ? <span className="small muted">none found</span> : <SeverityBar counts={node.counts} />}
        {node.findings > 0 && (
          <span className="small">
            {number(node.findings)}
            <VisuallyHidden> findings</VisuallyHidden>
          </span>
        )}
      </span>
      <span className={`${classes.boxUnder} small muted`}>
        <span>
          {node.children > 0 ? count(node.descendants, 'image') : 'nothing is built on it'}
          {node.children > 0 && <VisuallyHidden> built on it</VisuallyHidden>}
        </span>
        {node.outdated && <Tag tone="warn">outdated</Tag>}
      </span>
    </>
  );
}
