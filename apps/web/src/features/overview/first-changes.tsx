import { type BaseNode, listBases } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { keyOfNode, type Move, movesOf } from '../../ui/bases.ts';
import { count, number } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { SeverityBar } from '../../ui/severity.tsx';
import classes from './overview.module.css';

const SHOWN = 5;
/** Images of a base that are named. */
const NAMED = 3;

/** Which bases to leave first: images built on them times findings that each would get rid of. Nothing where there is no such base. */
export function FirstChanges() {
  const { data } = useQuery(queryOf(listBases, {}));
  const moves = movesOf(data ?? []);
  if (data === undefined || moves.length === 0) return null;
  return (
    <Panel
      title="What to change first"
      aside={
        <Link to="/bases" search={{ outdated: true, view: 'table' }}>
          All base images
        </Link>
      }
    >
      <ul className={classes.rows}>
        {moves.slice(0, SHOWN).map((move) => (
          <li key={keyOfNode(move.base)} className={classes.change}>
            <b
              className={`${classes.fewer} ok`}
              title={`${number(move.base.findings)} findings in ${move.base.name}, ${number(move.to.findings)} in ${move.to.name}`}
            >
              −{number(move.fewer)}
            </b>
            <MoveWords move={move} nodes={data} />
            <div className={classes.changeBar}>
              <SeverityBar counts={move.base.counts} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function MoveWords({ move: { base, to }, nodes }: { move: Move; nodes: readonly BaseNode[] }) {
  const children = nodes.filter((node) => node.base === base.digest && node.platform === base.platform);
  return (
    <div className={classes.worstName}>
      <Link to="/bases" search={{ base: base.digest }}>
        <b>
          Rebuild {count(base.children, 'image')} on {to.name}
        </b>
      </Link>
      <div className="small muted">
        each inherits {count(base.findings, 'finding')} from {base.name}
        {base.descendants > base.children && `, and so do ${number(base.descendants - base.children)} built on those`}
      </div>
      <div className="small muted">
        {children.slice(0, NAMED).map(({ name, image, digest }, index) => (
          <span key={digest}>
            {index > 0 && ', '}
            <Link
              to="/images/$connection/$repository/$reference"
              params={{ connection: String(image.connection), repository: image.repository, reference: image.reference }}
              search={{ tab: 'plan' }}
            >
              {name}
            </Link>
          </span>
        ))}
        {children.length > NAMED && ` and ${number(children.length - NAMED)} more`}
      </div>
    </div>
  );
}
