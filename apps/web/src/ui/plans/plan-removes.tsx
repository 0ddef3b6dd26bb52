import type { FixPlan } from '@plimsoll/contract';
import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../data-table.tsx';
import { number } from '../format.ts';
import { Panel } from '../panel.tsx';
import { purlInWords } from '../purl.ts';
import { SeverityWord } from '../severity.tsx';
import type { ImageAddress } from '../image-address.ts';
import classes from './plans.module.css';

type Removed = FixPlan['removes'][number];

/** Every finding that a plan removes, and before it every one that it brings. */
export function PlanRemoves({ plan, params, platform }: { plan: FixPlan; params: ImageAddress; platform: string | undefined }) {
  return (
    <>
      {plan.adds.length > 0 && (
        <Panel title={`Adds ${number(plan.adds.length)}`} aside="not in the image now">
          <ul className={classes.adds}>
            {plan.adds.map(({ id, purl }) => (
              <li key={`${id} ${purl}`}>
                <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: id }}>
                  {id}
                </Link>{' '}
                <span className="muted">{purlInWords(purl)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {plan.removes.length > 0 && (
        <section>
          <h2 className={classes.removesHead}>Removes {number(plan.removes.length)}</h2>
          <DataTable
            label="Removes"
            rows={plan.removes}
            total={plan.removes.length}
            columns={columnsOf(params, platform)}
            rowKey={(row) => `${row.id} ${row.purl}`}
            rowHeight={35}
          />
        </section>
      )}
    </>
  );
}

function columnsOf(params: ImageAddress, platform: string | undefined): readonly Column<Removed>[] {
  return [
    { id: 'severity', head: 'Severity', width: 120, cell: ({ severity }) => <SeverityWord severity={severity} /> },
    {
      id: 'vulnerability',
      head: 'Vulnerability',
      cell: ({ id, purl }) => (
        <Link
          to="/images/$connection/$repository/$reference/findings/$vulnerability"
          params={{ ...params, vulnerability: id }}
          search={{ package: purl, platform }}
          className={classes.name}
        >
          {id}
        </Link>
      ),
    },
    { id: 'package', head: 'Package', cell: ({ purl }) => <span title={purl}>{purlInWords(purl)}</span> },
  ];
}
