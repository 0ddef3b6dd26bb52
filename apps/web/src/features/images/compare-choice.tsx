import { listImages, listRepositories } from '@plimsoll/contract';
import { Autocomplete, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryOf } from '../../api/queries.ts';
import type { ImageAddress } from '../../ui/image-address.ts';
import classes from './compare.module.css';
import type { ImageSearch } from './image-search.ts';

/** The most that one request may answer; a tag past these is typed. */
const LIMIT = 200;

interface ChoiceProps {
  readonly params: ImageAddress;
  readonly search: ImageSearch;
  readonly onChange: (next: Partial<ImageSearch>) => void;
}

/** Which image to compare with: a repository, and a tag or digest in it. */
export function CompareChoice({ params, search, onChange }: ChoiceProps) {
  const connection = search.withConnection ?? Number(params.connection);
  const repository = search.withRepository ?? params.repository;
  const repositories = useQuery(queryOf(listRepositories, { query: { limit: LIMIT } }));
  const tags = useQuery(queryOf(listImages, { query: { connection, repository, state: 'read', limit: LIMIT } }));
  const isSame = repository === params.repository && String(connection) === params.connection;
  return (
    <div className={classes.choice}>
      <Select
        label="Compare with"
        searchable
        allowDeselect={false}
        className={classes.repository ?? ''}
        data={(repositories.data?.rows ?? [{ connection, connectionName: '', repository }]).map((row) => ({
          value: `${row.connection} ${row.repository}`,
          label: row.connectionName === '' ? row.repository : `${row.repository} · ${row.connectionName}`,
        }))}
        value={`${connection} ${repository}`}
        onChange={(value) => {
          const [id, ...name] = (value ?? '').split(' ');
          if (name.length > 0) onChange({ withConnection: Number(id), withRepository: name.join(' '), with: undefined });
        }}
      />
      <Reference
        key={`${connection} ${repository} ${search.with ?? ''}`}
        value={search.with}
        tags={(tags.data?.rows ?? []).map(({ tag }) => tag).filter((tag) => !isSame || tag !== params.reference)}
        onChange={(reference) => onChange({ with: reference })}
      />
    </div>
  );
}

/** A tag of the list, or any that is typed; it counts when it is chosen, or with enter, or when one leaves the field. */
function Reference({
  value,
  tags,
  onChange,
}: {
  value: string | undefined;
  tags: readonly string[];
  onChange: (value: string | undefined) => void;
}) {
  const [typed, setTyped] = useState(value ?? '');
  const submit = (text: string) => {
    const next = text.trim() === '' ? undefined : text.trim();
    if (next !== value) onChange(next);
  };
  return (
    <Autocomplete
      label="Tag or digest"
      placeholder="1.4.0 or sha256:…"
      className={classes.reference ?? ''}
      data={[...new Set(tags)]}
      value={typed}
      data-filter-first
      onChange={setTyped}
      onOptionSubmit={submit}
      onBlur={() => submit(typed)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') submit(typed);
      }}
    />
  );
}
