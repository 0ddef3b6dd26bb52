import { listAudit } from '@plimsoll/contract';
import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { When } from '../../ui/when.tsx';
import classes from './settings.module.css';

/** Who changed what, newest first. */
export function AuditPage() {
  const isAdmin = useMay('admin');
  const query = useQuery({ ...queryOf(listAudit, {}), enabled: isAdmin });
  if (!isAdmin) return <Nothing title="Only an admin can read the audit">Ask one of yours.</Nothing>;
  if (query.isPending) return <LoadingRows rows={6} />;
  if (query.isError && query.data === undefined)
    return <LoadError error={query.error} what="The audit" onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Nothing title="Nothing was changed yet">Every change by a person or a token appears here.</Nothing>;
  return (
    <div className={classes.frame}>
      <Table aria-label="Audit" withRowBorders verticalSpacing={7} horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>When</Table.Th>
            <Table.Th>Who</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th className="wide-only">Detail</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {query.data.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td className="muted">
                <When at={entry.at} />
              </Table.Td>
              <Table.Td>{entry.actor}</Table.Td>
              <Table.Td>
                {entry.action}
                <div className="small muted">{entry.target}</div>
              </Table.Td>
              <Table.Td className="wide-only small">{entry.detail}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
