import { listRegions } from '@plimsoll/contract';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/queries.ts';

/** Every region of every partition, found by its name or its id. */
export function RegionPicker({
  value,
  onChange,
  error,
}: {
  value: string | null;
  onChange: (region: string | null) => void;
  error?: string | undefined;
}) {
  const { data } = useQuery(queryOf(listRegions, {}));
  const names = new Map(data?.partitions.flatMap((partition) => partition.regions.map(({ id, name }) => [id, name] as const)));
  return (
    <Select
      label="Region"
      placeholder="Search by name or id"
      searchable
      error={error}
      value={value}
      onChange={onChange}
      nothingFoundMessage="No such region"
      maxDropdownHeight={320}
      data={(data?.partitions ?? []).map((partition) => ({
        group: partition.name,
        items: partition.regions.map(({ id, name }) => ({ value: id, label: `${name} · ${id}` })),
      }))}
      renderOption={({ option }) => (
        <span style={{ display: 'flex', width: '100%', gap: 12, justifyContent: 'space-between' }}>
          {names.get(option.value) ?? option.value}
          <span className="mono faint">{option.value}</span>
        </span>
      )}
    />
  );
}

/** Which of the endpoints that the server's configuration allows; without any the field is not there. */
export function EndpointPicker({ value, onChange }: { value: string | null; onChange: (endpoint: string | null) => void }) {
  const { data } = useQuery(queryOf(listRegions, {}));
  if (data === undefined || data.endpoints.length === 0) return null;
  return (
    <Select
      label="Endpoint"
      description="Allowed by this server's configuration, beside AWS's own"
      data={data.endpoints}
      value={value}
      onChange={onChange}
      placeholder="Amazon Web Services"
      clearable
    />
  );
}
