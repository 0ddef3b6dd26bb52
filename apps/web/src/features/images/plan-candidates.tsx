import type { ImagePlan } from '@plimsoll/contract';
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { number } from '../../ui/format.ts';
import { addressOf } from '../../ui/image-address.ts';
import classes from './plan.module.css';

/** The bases that it could be built on instead, each with what that does to the image. */
export function PlanCandidates({ plan }: { plan: ImagePlan }) {
  const [base] = plan.lineage;
  if (base === undefined)
    return <p className="small muted">What this image is built on is in no connected registry, so no other base can be proposed.</p>;
  if (plan.candidates.length === 0)
    return (
      <p className="small muted">
        {base.outdated ? `No newer image of the line of ${base.name} is in the connected registries.` : `${base.name} is up to date.`}
      </p>
    );
  return (
    <section className={classes.candidates}>
      <h2>Other bases</h2>
      <p className="small muted">Instead of {base.name}</p>
      <Table className={classes.table ?? ''} aria-label="Other bases">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Base</Table.Th>
            <Table.Th>Removes</Table.Th>
            <Table.Th>Leaves</Table.Th>
            <Table.Th>Adds</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plan.candidates.map((candidate) => {
            const link = base.candidates.find(({ digest }) => digest === candidate.digest);
            return (
              <Table.Tr key={candidate.digest}>
                <Table.Td>
                  {link === undefined ? (
                    candidate.name
                  ) : (
                    <Link to="/images/$connection/$repository/$reference" params={addressOf(link.image, link.image.reference)}>
                      {candidate.name}
                    </Link>
                  )}
                  {link !== undefined && <div className="small faint">{STEP[link.step]}</div>}
                </Table.Td>
                <Table.Td>−{number(candidate.removes.length)}</Table.Td>
                <Table.Td>
                  {number(candidate.remaining)}
                  {candidate.unfixable > 0 && <div className="small faint">{number(candidate.unfixable)} no fix</div>}
                </Table.Td>
                <Table.Td>{number(candidate.adds.length)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

const STEP = {
  'same-tag': 'the same tag, built again',
  refresh: 'the same version, built again',
  patch: 'a patch version',
  minor: 'a minor version',
  major: 'a major version',
} as const;
