import { type Connection, connectionLog, connectionProblems, getConnection, updateConnection } from '@plimsoll/contract';
import { Button, Select, Tabs, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { queryOf } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { account, asSentence, count, every, exactTime, sentence } from '../../ui/format.ts';
import { ActionError, LoadError, LoadingPage, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Facts, Panel } from '../../ui/panel.tsx';
import { totalOf } from '../../ui/severities.ts';
import { StateDot } from '../../ui/tags.tsx';
import { OnDate, When } from '../../ui/when.tsx';
import { useRefreshHub } from './actions.ts';
import { ConnectionActions, ConnectionBody, type HubDialog } from './connection-card.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { authInWords, stateOf } from './connection-state.ts';
import classes from './hub.module.css';

const route = getRouteApi('/signed-in/hub/$connection');

/** One connection: its state, how it signs in, what could not be read, and its log. */
export function ConnectionPage() {
  const { connection: id } = route.useParams();
  const query = useQuery({ ...queryOf(getConnection, { params: { connection: id } }), refetchInterval: 15_000 });
  if (query.data !== undefined) return <Loaded connection={query.data} />;
  return query.isError ? <LoadError error={query.error} what="This connection" onRetry={() => void query.refetch()} /> : <LoadingPage />;
}

function Loaded({ connection }: { connection: Connection }) {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const [dialog, setDialog] = useState<HubDialog | undefined>();
  const isAdmin = useMay('admin');
  const { word, dot } = stateOf(connection);
  return (
    <>
      <PageHead
        title={connection.name}
        documentTitle={connection.name}
        here={connection.name}
        crumbs={[{ key: 'hub', link: <Link to="/hub">Integration Hub</Link> }]}
        under={
          <span className={classes.stateLine}>
            <StateDot state={dot} /> {word} ·{' '}
            <span className="mono">
              {account(connection.account)} · {connection.region}
            </span>
          </span>
        }
      />
      <div className={classes.detail}>
        <Panel title="Sync">
          <div className={classes.stack}>
            <ConnectionBody connection={connection} />
            <ConnectionActions connection={connection} onDialog={setDialog} isDetail />
          </div>
        </Panel>
        <Panel title="About">
          <Facts
            rows={[
              { name: 'Signs in with', value: <span className="mono">{authInWords(connection.auth)}</span> },
              connection.auth.kind === 'role'
                ? { name: 'External id', value: <span className="mono">{connection.auth.externalId}</span> }
                : undefined,
              connection.endpoint === undefined
                ? undefined
                : { name: 'Endpoint', value: <span className="mono">{connection.endpoint}</span> },
              connection.credentialsUpdatedAt === undefined
                ? undefined
                : { name: 'Credentials of', value: <OnDate at={connection.credentialsUpdatedAt} /> },
              { name: 'Connected', value: <OnDate at={connection.createdAt} /> },
              {
                name: 'Holds',
                value: (
                  <Link to="/images" search={{ connection: connection.id }}>
                    {count(connection.images.total, 'image')} in {count(connection.repositories, 'repository', 'repositories')}
                  </Link>
                ),
              },
              {
                name: 'Findings',
                value: (
                  <Link to="/vulnerabilities" search={{ connection: connection.id }}>
                    {count(totalOf(connection.findings), 'finding')}
                  </Link>
                ),
              },
            ]}
          />
          {isAdmin && connection.state !== 'disconnected' && <SettingsForm connection={connection} />}
        </Panel>
      </div>
      <Tabs
        value={tab ?? 'log'}
        onChange={(value) => void navigate({ search: { tab: value === 'problems' ? 'problems' : undefined }, replace: true })}
        keepMounted={false}
        mt={20}
      >
        <Tabs.List>
          <Tabs.Tab value="log">Log</Tabs.Tab>
          <Tabs.Tab value="problems">Problems</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="log" pt={12}>
          <Log id={connection.id} />
        </Tabs.Panel>
        <Tabs.Panel value="problems" pt={12}>
          <Problems id={connection.id} />
        </Tabs.Panel>
      </Tabs>
      {dialog !== undefined && <ConnectionDialog connection={connection} dialog={dialog} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function SettingsForm({ connection }: { connection: Connection }) {
  const refresh = useRefreshHub();
  const [name, setName] = useState(connection.name);
  const [minutes, setMinutes] = useState(connection.intervalMinutes);
  const saving = useMutation({
    mutationFn: () =>
      call(updateConnection, { params: { connection: connection.id }, body: { name: name.trim(), intervalMinutes: minutes } }),
    onSuccess: refresh,
  });
  const isChanged = (name.trim() !== connection.name && name.trim() !== '') || minutes !== connection.intervalMinutes;
  const choices = [...new Set([15, 60, 360, 1440, connection.intervalMinutes])].toSorted((a, b) => a - b);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form className={classes.settings} onSubmit={submit}>
      <TextInput label="Name" value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} />
      <Select
        label="Look for new tags"
        data={choices.map((choice) => ({ value: String(choice), label: sentence(every(choice)) }))}
        value={String(minutes)}
        onChange={(value) => setMinutes(Number(value ?? minutes))}
        allowDeselect={false}
      />
      <Button type="submit" variant="default" disabled={!isChanged} loading={saving.isPending}>
        Save
      </Button>
      <ActionError error={saving.error} />
    </form>
  );
}

function Log({ id }: { id: number }) {
  const query = useQuery({ ...queryOf(connectionLog, { params: { connection: id } }), refetchInterval: 15_000 });
  if (query.isPending) return <LoadingRows rows={4} />;
  if (query.isError) return <LoadError error={query.error} what="The log" onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Nothing title="Nothing has happened yet" />;
  return (
    <Panel>
      <ol className={classes.log}>
        {query.data.map((entry, index) => (
          <li key={`${entry.at} ${index}`}>
            <time className="small faint" dateTime={entry.at} title={exactTime(entry.at)}>
              <When at={entry.at} />
            </time>
            <span>
              {asSentence(entry.message)}
              {entry.actor !== undefined && <span className="muted"> · {entry.actor}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Problems({ id }: { id: number }) {
  const query = useQuery(queryOf(connectionProblems, { params: { connection: id } }));
  if (query.isPending) return <LoadingRows rows={4} />;
  if (query.isError) return <LoadError error={query.error} what="The problems" onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Nothing title="No problems">Every image that was read was read whole.</Nothing>;
  return (
    <Panel>
      <ol className={classes.log}>
        {query.data.map((problem, index) => (
          <li key={index} className={classes.problem}>
            <Link
              to="/images/$connection/$repository/$reference"
              params={{ connection: String(id), repository: problem.repository, reference: problem.reference }}
              search={{ tab: 'problems' }}
            >
              {problem.repository}:{problem.reference}
            </Link>
            <span>
              {asSentence(problem.message)}
              <div className="small faint mono">
                {problem.code}
                {problem.path !== undefined && ` · ${problem.path}`}
              </div>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
