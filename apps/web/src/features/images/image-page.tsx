import { getImage, type ImageDetail } from '@plimsoll/contract';
import { Select, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { queryOf } from '../../api/queries.ts';
import { CopyShort } from '../../ui/copy.tsx';
import { bytes, exactTime, number, shortDigest } from '../../ui/format.ts';
import { imageName } from '../../ui/image-address.ts';
import { LoadError, LoadingPage, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { totalOf } from '../../ui/severities.ts';
import { CoverageTag, Tag } from '../../ui/tags.tsx';
import { OnDate, When } from '../../ui/when.tsx';
import { CompareTab } from './compare-tab.tsx';
import { ComplianceLine } from './compliance-line.tsx';
import { ConfigurationTab } from './configuration-tab.tsx';
import { FindingPanel } from './finding-panel.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { type ImageSearch, IMAGE_TABS, type ImageTab } from './image-search.ts';
import classes from './images.module.css';
import { LayerPane } from './layer-pane.tsx';
import { LayersTab } from './layers-tab.tsx';
import { LineageLine } from './lineage-line.tsx';
import { NotAffectedTab } from './not-affected-tab.tsx';
import { PackagesTab } from './packages-tab.tsx';
import { PlanTab } from './plan-tab.tsx';
import { ProblemList } from './problem-list.tsx';
import { exportWords } from './image-words.ts';
import { ReportMenu } from './report-menu.tsx';
import { ShortPlan } from './short-plan.tsx';
import { useLineage, usePlan } from './use-plan.ts';
import { Verdict } from './verdict.tsx';

const route = getRouteApi('/signed-in/images/$connection/$repository/$reference');

/** One image: what was read, the verdict, and the rows behind it, all filtered by the layer pane. */
export function ImagePage() {
  const params = route.useParams();
  const { platform } = route.useSearch();
  const query = useQuery({
    ...queryOf(getImage, { params, query: { platform } }),
    refetchInterval: ({ state }) => (isInWork(state.data) ? 5000 : false),
  });
  if (query.data !== undefined) return <Loaded image={query.data} />;
  return query.isError ? (
    <LoadError error={query.error} what={`${params.repository}:${params.reference}`} onRetry={() => void query.refetch()} />
  ) : (
    <LoadingPage />
  );
}

function isInWork(image: ImageDetail | undefined): boolean {
  return image?.state === 'discovered' || image?.state === 'reading';
}

function Loaded({ image }: { image: ImageDetail }) {
  const params = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<ImageSearch>, replace = true) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace, resetScroll: false });
  const tab: ImageTab = search.tab ?? 'findings';
  const isRead = image.state === 'read' || image.coverage !== null;
  const plan = usePlan(params, search.platform, image.counts);
  const lineage = useLineage(params, search.platform, isRead);
  const baseLayers = lineage.data?.[0]?.layerCount;
  const isDigest = params.reference.includes(':');
  const name = imageName(params);
  return (
    <>
      <PageHead
        documentTitle={name}
        here={isDigest ? shortDigest(params.reference) : params.reference}
        crumbs={[
          { key: 'images', link: <Link to="/images">Images</Link> },
          {
            key: 'repository',
            link: (
              <Link to="/images/$connection/$repository" params={params}>
                {params.repository}
              </Link>
            ),
          },
        ]}
        title={<Title image={image} name={name} onProblems={() => change({ tab: 'problems' })} />}
        under={
          <>
            {isRead && !lineage.isError && <LineageLine lineage={lineage.data} />}
            {isRead && <ComplianceLine params={params} platform={search.platform} />}
            <Under image={image} />
          </>
        }
        actions={
          <>
            {image.platforms.length > 1 && (
              <Select
                aria-label="Platform"
                size="xs"
                w={160}
                data={image.platforms}
                value={image.platform}
                allowDeselect={false}
                onChange={(platform) =>
                  change({ platform: platform ?? undefined, layer: undefined, finding: undefined, package: undefined })
                }
              />
            )}
            {isRead && (
              <ReportMenu params={params} filter={{ platform: search.platform }} label="Export this image" says={exportWords(image)} />
            )}
          </>
        }
      />
      {isRead ? (
        <>
          <Verdict
            image={image}
            plan={plan.data}
            onChange={change}
            aside={
              plan.isEnabled ? <ShortPlan params={params} platform={search.platform} plan={plan.data} error={plan.error} /> : undefined
            }
          />
          <Tabs
            value={tab}
            onChange={(value) => change({ tab: IMAGE_TABS.find((each) => each === value), finding: undefined, package: undefined })}
            keepMounted={false}
            mt={16}
          >
            <Tabs.List className={classes.tabList ?? ''}>
              {tabsOf(image, plan.data?.plans.length).map(({ value, label, count }) => (
                <Tabs.Tab key={value} value={value}>
                  {label}
                  {count !== undefined && <span className={classes.tabCount}>{number(count)}</span>}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <div className={classes.split} data-wide={!LAYERED.has(tab) || undefined}>
              {LAYERED.has(tab) && (
                <LayerPane layers={image.layers} chosen={search.layer} onChoose={(layer) => change({ layer })} baseLayers={baseLayers} />
              )}
              <div className={classes.pane}>
                <Tabs.Panel value="findings">
                  <FindingsTab image={image} params={params} search={search} onChange={change} baseLayers={baseLayers} />
                </Tabs.Panel>
                <Tabs.Panel value="plan">
                  <PlanTab image={image} params={params} search={search} />
                </Tabs.Panel>
                <Tabs.Panel value="packages">
                  <PackagesTab image={image} params={params} search={search} onChange={change} />
                </Tabs.Panel>
                <Tabs.Panel value="layers">
                  <LayersTab image={image} onChoose={(layer) => change({ tab: 'findings', layer })} />
                </Tabs.Panel>
                <Tabs.Panel value="configuration">
                  <ConfigurationTab params={params} platform={search.platform} />
                </Tabs.Panel>
                <Tabs.Panel value="compare">
                  <CompareTab params={params} search={search} onChange={change} />
                </Tabs.Panel>
                <Tabs.Panel value="not-affected">
                  <NotAffectedTab params={params} platform={search.platform} />
                </Tabs.Panel>
                <Tabs.Panel value="problems">
                  <ProblemList problems={image.problems} coverage={image.coverage} />
                </Tabs.Panel>
              </div>
            </div>
          </Tabs>
          <FindingPanel params={params} search={search} onClose={() => change({ finding: undefined, package: undefined })} />
        </>
      ) : (
        <Unread image={image} />
      )}
    </>
  );
}

const LAYERED: ReadonlySet<ImageTab> = new Set(['findings', 'packages']);

/** @param plans undefined while they are not known */
function tabsOf(image: ImageDetail, plans: number | undefined): { value: ImageTab; label: string; count: number | undefined }[] {
  return [
    { value: 'findings', label: 'Findings', count: image.counts === null ? 0 : totalOf(image.counts) },
    { value: 'plan', label: 'Fix plan', count: plans },
    { value: 'packages', label: 'Packages', count: image.packages },
    { value: 'layers', label: 'Layers', count: image.layers.length },
    { value: 'configuration', label: 'Configuration', count: undefined },
    { value: 'compare', label: 'Compare', count: undefined },
    { value: 'not-affected', label: 'Not affected', count: image.notAffected },
    { value: 'problems', label: 'Problems', count: image.problems.length },
  ];
}

function Title({ image, name, onProblems }: { image: ImageDetail; name: string; onProblems: () => void }) {
  const coverage = image.state === 'failed' ? <Tag tone="bad">failed</Tag> : <CoverageTag coverage={image.coverage} />;
  return (
    <div className={classes.title}>
      <h1>{name}</h1>
      {image.problems.length === 0 ? (
        coverage
      ) : (
        <button
          type="button"
          className={classes.tagButton}
          onClick={onProblems}
          aria-label={`Coverage: ${image.coverage ?? image.state}. Show the problems`}
        >
          {coverage}
        </button>
      )}
      {image.platforms.length < 2 && <Tag>{image.platform}</Tag>}
      <span className="wide-only">
        <CopyShort short={shortDigest(image.digest)} whole={image.digest} what="digest" />
      </span>
    </div>
  );
}

function Under({ image }: { image: ImageDetail }) {
  const others = image.tags.filter((tag) => tag !== image.reference);
  return (
    <>
      {[
        image.os === undefined ? undefined : <span key="os">{image.os}</span>,
        <span key="size">{bytes(image.sizeBytes)}</span>,
        <span key="pushed">
          pushed <OnDate at={image.pushedAt} /> (<When at={image.pushedAt} />)
        </span>,
        image.pulledAt === undefined ? undefined : (
          <span key="pulled">
            pulled <When at={image.pulledAt} />
          </span>
        ),
        others.length === 0 ? undefined : (
          <span key="tags">
            also tagged {others.slice(0, 4).join(', ')}
            {others.length > 4 && ` and ${others.length - 4} more`}
          </span>
        ),
        <Link key="hub" to="/hub/$connection" params={{ connection: String(image.connection) }} search={{}}>
          {image.connectionName}
        </Link>,
      ]
        .filter((part) => part !== undefined)
        .flatMap((part, index) => (index === 0 ? [part] : [' · ', part]))}
      {image.frozenAt !== undefined && (
        <div className={classes.frozen}>
          Frozen as of {exactTime(image.frozenAt)}: the registry is disconnected, and this is not updated.
        </div>
      )}
    </>
  );
}

/** Nothing to show yet, or ever: which of the two, and why. */
function Unread({ image }: { image: ImageDetail }) {
  if (image.state === 'failed') {
    return (
      <>
        <Nothing title="This image could not be read">
          It will be tried again at the next sync. Until then nothing is known about it.
        </Nothing>
        <ProblemList problems={image.problems} coverage={image.coverage} />
      </>
    );
  }
  if (image.state === 'not-an-image')
    return (
      <Nothing title="Not an image">A signature, an attestation, a chart or another artefact. There is nothing to scan in it.</Nothing>
    );
  return (
    <Nothing title={image.state === 'reading' ? 'Being read now' : 'Waiting for its turn'}>
      This page fills by itself when the image has been read. Leaving it stops nothing.
    </Nothing>
  );
}
