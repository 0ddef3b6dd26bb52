import { compareImages, type ImageComparison, listImages } from '@plimsoll/contract';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ChoiceFilter, FilterBar } from '../../ui/filters.tsx';
import { number } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { SeverityWord } from '../../ui/severity.tsx';
import { Tag, type Tone } from '../../ui/tags.tsx';
import { type ImageAddress, addressOf } from '../../ui/image-address.ts';
import { CompareChoice } from './compare-choice.tsx';
import { type Change, comparisonInWords, type Difference, packageRows, vulnerabilityRows } from './compare-words.ts';
import classes from './compare.module.css';
import type { ImageSearch } from './image-search.ts';

interface TabProps {
  readonly params: ImageAddress;
  readonly search: ImageSearch;
  readonly onChange: (next: Partial<ImageSearch>) => void;
}

/** What this image has and another has not, and the other way round. All of it is in the address. */
export function CompareTab({ params, search, onChange }: TabProps) {
  return (
    <>
      <CompareChoice params={params} search={search} onChange={onChange} />
      {search.with === undefined ? (
        <Suggestions params={params} search={search} />
      ) : (
        <Compared params={params} search={search} onChange={onChange} reference={search.with} />
      )}
    </>
  );
}

/** Nothing is chosen yet: the neighbours of this tag are what people compare with. */
function Suggestions({ params, search }: Pick<TabProps, 'params' | 'search'>) {
  const { connection, repository } = params;
  // A signature is a tag too: only what was read can be compared.
  const { data } = useQuery(queryOf(listImages, { query: { connection, repository, state: 'read', limit: 200 } }));
  const others = (data?.rows ?? []).filter(({ tag }) => tag !== params.reference).slice(0, 5);
  return (
    <Nothing title="Choose what to compare with">
      {others.length === 0 ? (
        'This repository has no other tag. Choose another repository, or type a digest.'
      ) : (
        <>
          For example{' '}
          {others.map(({ tag }, index) => (
            <span key={tag}>
              {index > 0 && ', '}
              <Link to="/images/$connection/$repository/$reference" params={params} search={{ ...search, with: tag }} resetScroll={false}>
                {tag}
              </Link>
            </span>
          ))}
          .
        </>
      )}
    </Nothing>
  );
}

function Compared({ params, search, onChange, reference }: TabProps & { readonly reference: string }) {
  const query = useQuery(
    queryOf(compareImages, {
      params,
      query: { with: reference, repository: search.withRepository, connection: search.withConnection, platform: search.platform },
    }),
  );
  if (query.data === undefined)
    return query.isError ? (
      <LoadError error={query.error} what="The comparison" onRetry={() => void query.refetch()} />
    ) : (
      <LoadingRows rows={6} />
    );
  return <Differences comparison={query.data} search={search} onChange={onChange} />;
}

const CHANGES = [
  { value: 'added', label: 'New' },
  { value: 'removed', label: 'Gone' },
  { value: 'changed', label: 'In another version' },
] as const;
const ORIGINS = [
  { value: 'base', label: 'Base' },
  { value: 'application', label: 'Application' },
] as const;

function Differences({ comparison, search, onChange }: { comparison: ImageComparison } & Pick<TabProps, 'search' | 'onChange'>) {
  const subject = search.differ ?? 'vulnerabilities';
  const rows = { vulnerabilities: vulnerabilityRows(comparison), packages: packageRows(comparison) };
  const all = rows[subject];
  const shown = all.filter(
    ({ change, origin }) =>
      (search.change === undefined || change === search.change) && (search.origin === undefined || origin === search.origin),
  );
  const { before, after } = comparison;
  return (
    <>
      <h2 className={classes.sentence}>{comparisonInWords(comparison)}</h2>
      <p className={`${classes.between} small muted`}>
        From{' '}
        <Link to="/images/$connection/$repository/$reference" params={addressOf(before, before.reference)}>
          {before.repository}:{before.reference}
        </Link>{' '}
        to {after.repository}:{after.reference}; {number(comparison.vulnerabilities.unchanged)} known vulnerabilities and{' '}
        {number(comparison.packages.unchanged)} packages are in both.
      </p>
      <FilterBar result={`${number(shown.length)} of ${number(all.length)}`}>
        <SegmentedControl
          size="xs"
          aria-label="What to compare"
          value={subject}
          data={[
            { value: 'vulnerabilities', label: `Vulnerabilities ${number(rows.vulnerabilities.length)}` },
            { value: 'packages', label: `Packages ${number(rows.packages.length)}` },
          ]}
          onChange={(value) => onChange({ differ: value === 'packages' ? 'packages' : undefined })}
        />
        <ChoiceFilter name="Change" value={search.change} options={CHANGES} onChange={(change) => onChange({ change })} />
        <ChoiceFilter name="Base or application" value={search.origin} options={ORIGINS} onChange={(origin) => onChange({ origin })} />
      </FilterBar>
      {shown.length === 0 ? (
        <Nothing title={all.length === 0 ? 'No difference' : 'Nothing fits these filters'}>
          {all.length === 0 ? `The ${subject} of both are the same.` : 'Remove one.'}
        </Nothing>
      ) : (
        <DataTable
          label={subject === 'packages' ? 'Packages that differ' : 'Vulnerabilities that differ'}
          rows={shown}
          total={shown.length}
          columns={subject === 'packages' ? PACKAGE_COLUMNS : VULNERABILITY_COLUMNS}
          rowKey={(row) => row.key}
          rowHeight={36}
        />
      )}
    </>
  );
}

const CHANGE: Readonly<Record<Change, { word: string; tone: Tone }>> = {
  added: { word: 'new', tone: 'warn' },
  removed: { word: 'gone', tone: 'ok' },
  changed: { word: 'other version', tone: 'quiet' },
};

const SHARED: readonly Column<Difference>[] = [
  {
    id: 'versions',
    head: 'Before → after',
    width: '26%',
    show: 'wide',
    cell: ({ before, after }) => (
      <span className={`${classes.versions} mono`}>
        {before === '' ? <span className="faint">not there</span> : before} →{' '}
        {after === '' ? <span className="faint">not there</span> : after}
      </span>
    ),
  },
  {
    id: 'origin',
    head: 'From',
    width: 110,
    show: 'roomy',
    cell: ({ origin }) => <span className="muted">{origin === 'unknown' ? 'not known' : origin}</span>,
  },
];

const CHANGE_COLUMN: Column<Difference> = {
  id: 'change',
  head: 'Change',
  width: 122,
  cell: ({ change }) => <Tag tone={CHANGE[change].tone}>{CHANGE[change].word}</Tag>,
};

const VULNERABILITY_COLUMNS: readonly Column<Difference>[] = [
  CHANGE_COLUMN,
  { id: 'severity', head: 'Severity', width: 116, show: 'wide', cell: ({ severity }) => <SeverityWord severity={severity ?? 'unknown'} /> },
  {
    id: 'vulnerability',
    head: 'Vulnerability',
    cell: ({ id, severity, name }) => (
      <>
        <Link to="/vulnerabilities/$vulnerability" params={{ vulnerability: id ?? '' }} className={classes.name}>
          {id}
        </Link>
        <div className="narrow-only small muted">
          <SeverityWord severity={severity ?? 'unknown'} /> {name}
        </div>
      </>
    ),
  },
  { id: 'package', head: 'Package', show: 'wide', width: '20%', cell: ({ name }) => name },
  ...SHARED,
];

const PACKAGE_COLUMNS: readonly Column<Difference>[] = [
  CHANGE_COLUMN,
  {
    id: 'package',
    head: 'Package',
    cell: ({ name, before, after }) => (
      <>
        <span className={classes.name}>{name}</span>
        <div className="narrow-only small muted mono">{[before, after].filter((version) => version !== '').join(' → ')}</div>
      </>
    ),
  },
  ...SHARED,
];
