import { listConnections, listRepositories, PLAN_KINDS } from '@plimsoll/contract';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryOf } from '../../api/queries.ts';
import { ChoiceFilter } from '../../ui/filters.tsx';
import { KIND_WORD } from '../../ui/plans/plan-words.ts';
import type { PlansSearch } from './plans-search.ts';
import classes from './plans.module.css';

interface FilterProps {
  readonly search: PlansSearch;
  readonly change: (next: Partial<PlansSearch>) => void;
}

/** Only where there are several registries to choose from. */
export function RegistryFilter({ search, change }: FilterProps) {
  const connections = useQuery(queryOf(listConnections, {})).data ?? [];
  if (connections.length < 2 && search.connection === undefined) return null;
  return (
    <ChoiceFilter
      name="Registry"
      value={search.connection === undefined ? undefined : String(search.connection)}
      options={connections.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(value) => change({ connection: value === undefined ? undefined : Number(value), repository: undefined })}
    />
  );
}

export function KindFilter({ search, change }: FilterProps) {
  return (
    <ChoiceFilter
      name="Kind"
      value={search.kind}
      options={PLAN_KINDS.map((kind) => ({ value: kind, label: KIND_WORD[kind] }))}
      onChange={(kind) => change({ kind })}
    />
  );
}

/** The fix that one came from; `title` says it in words, else its key does. */
export function FixFilter({ search, change, title }: FilterProps & { title: string | undefined }) {
  if (search.key === undefined) return null;
  return (
    <ChoiceFilter
      name="Fix"
      value={search.key}
      options={[{ value: search.key, label: title ?? search.key }]}
      onChange={(key) => change({ key })}
    />
  );
}

const FOUND = 20;

/** One repository, found as one types. */
export function RepositoryFilter({ search, change }: FilterProps) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const isChosen = q === search.repository;
  const { data } = useQuery({
    ...queryOf(listRepositories, { query: { limit: FOUND, connection: search.connection, q: q === '' || isChosen ? undefined : q } }),
    placeholderData: keepPreviousData,
  });
  const names = [
    ...new Set([...(search.repository === undefined ? [] : [search.repository]), ...(data?.rows ?? []).map((row) => row.repository)]),
  ];
  return (
    <Select
      aria-label="Repository"
      placeholder="Repository"
      className={classes.repository ?? ''}
      size="xs"
      searchable
      clearable
      data-filter-first
      clearButtonProps={{ 'aria-label': 'Remove the filter Repository' }}
      nothingFoundMessage="No such repository"
      data={names}
      value={search.repository ?? null}
      onSearchChange={setTyped}
      onChange={(repository) => change({ repository: repository ?? undefined })}
    />
  );
}
