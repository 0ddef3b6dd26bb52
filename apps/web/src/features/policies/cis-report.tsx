import { type CisSection, getCisCompliance, listConnections } from '@plimsoll/contract';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { FilterBar, TextFilter } from '../../ui/filters.tsx';
import { count, shortDigest } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PolicyBar, PolicyNumbers } from '../../ui/policies/policy-parts.tsx';
import { Tag } from '../../ui/tags.tsx';
import type { PoliciesSearch } from './policies-search.ts';
import classes from './cis.module.css';
import { cisInWords } from './cis-words.ts';

const route = getRouteApi('/signed-in/policies');

/** Section 4 of the CIS Docker Benchmark over all images, a registry's or a repository's. */
export function CisReport() {
  const { connection, repository } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<PoliciesSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const { data: connections = [] } = useQuery(queryOf(listConnections, {}));
  const query = useQuery(queryOf(getCisCompliance, { query: { connection, repository } }));
  return (
    <>
      <FilterBar>
        <NativeSelect
          size="xs"
          aria-label="Registry"
          data={[{ value: '', label: 'Every registry' }, ...connections.map(({ id, name }) => ({ value: String(id), label: name }))]}
          value={connection === undefined ? '' : String(connection)}
          onChange={(event) => change({ connection: event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value) })}
        />
        <TextFilter label="Whole name of a repository" value={repository} onChange={(text) => change({ repository: text })} />
      </FilterBar>
      {query.isPending && <LoadingRows rows={8} height={64} />}
      {query.isError && query.data === undefined && (
        <LoadError error={query.error} what="The sections" onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && <Sections sections={query.data.sections} />}
    </>
  );
}

function Sections({ sections }: { sections: readonly CisSection[] }) {
  const isEmpty = sections.every(({ counts }) => counts === null || counts.pass + counts.violation + counts.unknown === 0);
  if (isEmpty)
    return <Nothing title="No images">No current image is in this scope. Look at the name of the repository and the registry.</Nothing>;
  return (
    <>
      <p className={`${classes.words} small muted`}>{cisInWords(sections)}</p>
      <ul className={classes.sections}>
        {sections.map((section) => (
          <Section key={section.section} section={section} />
        ))}
      </ul>
    </>
  );
}

function Section({ section: { section, title, counts, remark, failing } }: { section: CisSection }) {
  return (
    <li>
      <div className={classes.head}>
        <Tag title="Section of the CIS Docker Benchmark 1.6">{section}</Tag>
        <h2>{title}</h2>
      </div>
      {counts === null ? (
        <p className="small muted">An image cannot tell. {remark}.</p>
      ) : (
        <>
          <PolicyBar counts={counts} />
          <div className="small">
            <PolicyNumbers counts={counts} />
          </div>
          {failing.length > 0 && (
            <details className="small">
              <summary>
                {failing.length < counts.violation
                  ? `The first ${failing.length} of ${count(counts.violation, 'image')} that violate it`
                  : `${count(counts.violation, 'image')} that ${counts.violation === 1 ? 'violates' : 'violate'} it`}
              </summary>
              <ul className={classes.failing}>
                {failing.map((image) => (
                  <li key={`${image.connection} ${image.repository} ${image.digest}`}>
                    <Link
                      to="/images/$connection/$repository/$reference"
                      params={{
                        connection: String(image.connection),
                        repository: image.repository,
                        reference: image.tags[0] ?? image.digest,
                      }}
                      search={{ tab: 'configuration', ...(image.platform === '' ? {} : { platform: image.platform }) }}
                    >
                      {image.repository}
                      {image.tags[0] === undefined ? `@${shortDigest(image.digest)}` : `:${image.tags[0]}`}
                    </Link>{' '}
                    <span className="muted">
                      {image.platform}, in {image.connectionName}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </li>
  );
}
