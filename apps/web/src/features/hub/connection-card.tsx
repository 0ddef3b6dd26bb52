import type { Connection } from '@plimsoll/contract';
import { Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../../api/session.ts';
import { account, asSentence, bytes, count, every, exactTime, number } from '../../ui/format.ts';
import { RegistryIcon } from '../../ui/icons.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Facts, Note } from '../../ui/panel.tsx';
import { totalOf } from '../../ui/severities.ts';
import { StateDot } from '../../ui/tags.tsx';
import { useNow, When } from '../../ui/when.tsx';
import { useRetest, useSync } from './actions.ts';
import { leftOutInWords, stateOf, timeLeft } from './connection-state.ts';
import classes from './hub.module.css';

export type HubDialog = 'credentials' | 'disconnect' | 'reconnect';

interface CardProps {
  readonly connection: Connection;
  readonly onDialog: (dialog: HubDialog) => void;
}

/** One registry: how it is, what it does now, and what one can do about it. */
export function ConnectionCard({ connection, onDialog }: CardProps) {
  const { word, dot } = stateOf(connection);
  const titleId = `connection-${connection.id}`;
  return (
    <article className={classes.card} aria-labelledby={titleId} data-state={connection.shown}>
      <div className={classes.cardHead}>
        <RegistryIcon />
        <div className={classes.cardName}>
          <h2 id={titleId}>
            <Link to="/hub/$connection" params={{ connection: String(connection.id) }} className="plain-link">
              {connection.name}
            </Link>
          </h2>
          <div className="small muted mono">
            {account(connection.account)} · {connection.region}
          </div>
        </div>
        <span className={`${classes.state} small`}>
          <StateDot state={dot} />
          {word}
        </span>
      </div>
      <ConnectionBody connection={connection} />
      <ConnectionActions connection={connection} onDialog={onDialog} />
    </article>
  );
}

/** The middle of a card, by state. */
export function ConnectionBody({ connection }: { connection: Connection }) {
  switch (connection.shown) {
    case 'disconnected':
      return <Frozen connection={connection} />;
    case 'attention':
      return <Attention connection={connection} />;
    case 'syncing':
    case 'slowed':
      return <Working connection={connection} />;
    case 'connected':
      return <Steady connection={connection} />;
  }
}

function Steady({ connection }: { connection: Connection }) {
  const { images } = connection;
  const readable = images.total - images.notImages;
  return (
    <>
      <Bar
        done={images.read}
        total={readable}
        color="var(--ok)"
        aside={<ProblemsLink connection={connection}>{leftOutInWords(images)}</ProblemsLink>}
      >
        <b>{number(images.read)}</b> of {count(readable, 'image')} read
      </Bar>
      <Facts
        rows={[
          {
            name: 'Last sync',
            value:
              connection.lastSyncAt === undefined ? (
                'not yet'
              ) : (
                <>
                  <When at={connection.lastSyncAt} />
                  {connection.lastSyncSummary !== undefined && ` · ${connection.lastSyncSummary}`}
                </>
              ),
          },
          {
            name: 'Next sync',
            value: (
              <>
                {connection.nextSyncAt !== undefined && (
                  <>
                    <When at={connection.nextSyncAt} />,{' '}
                  </>
                )}
                {every(connection.intervalMinutes)}
              </>
            ),
          },
          { name: 'Covers', value: `${count(connection.repositories, 'repository', 'repositories')}, all tags` },
        ]}
      />
    </>
  );
}

function Working({ connection }: { connection: Connection }) {
  const now = useNow(5000);
  const { progress } = connection;
  if (progress === undefined || progress.phase === 'queued') {
    return (
      <>
        <Bar done={0} total={0}>
          Waiting for a free worker
        </Bar>
        <Facts rows={[{ name: 'Then', value: 'finds every tagged image and reads those that are new' }]} />
      </>
    );
  }
  const left = timeLeft(progress, now);
  return (
    <>
      <Bar
        done={progress.imagesDone + progress.imagesFailed}
        total={progress.imagesTotal}
        aside={left === undefined ? undefined : <span className="muted">{left}</span>}
      >
        {readInWords(progress)} · {count(progress.repositories, 'repository', 'repositories')} found
      </Bar>
      <Facts
        rows={[
          { name: 'Now', value: progress.now === undefined ? PHASE_NOW[progress.phase] : <span className="mono">{progress.now}</span> },
          {
            name: 'Fetched',
            value: `${bytes(progress.bytesFetched)}${progress.imagesFailed === 0 ? '' : ` · ${count(progress.imagesFailed, 'image')} failed`}`,
          },
          {
            name: 'Found so far',
            value: `${count(progress.found, 'vulnerability', 'vulnerabilities')} in ${count(progress.imagesDone, 'image')}; pages fill as they come`,
          },
        ]}
      />
      {connection.shown === 'slowed' && (
        <Note tone="warn" title="AWS asks for fewer requests">
          Plimsoll waits as long as AWS wants. Nothing is lost; it only takes longer.
        </Note>
      )}
    </>
  );
}

function readInWords({ imagesDone, imagesTotal }: NonNullable<Connection['progress']>): ReactNode {
  if (imagesTotal === 0) return 'Looking for what is new';
  return (
    <>
      <b>{number(imagesDone)}</b> of {count(imagesTotal, 'image')} read
    </>
  );
}

const PHASE_NOW = {
  queued: 'waiting',
  discovering: 'listing repositories and tags',
  reading: 'reading layers',
  matching: 'matching packages against advisories',
} as const;

function Attention({ connection }: { connection: Connection }) {
  const error = connection.lastError;
  return (
    <Note tone="bad" title={error?.title ?? 'The last sync did not finish'}>
      {asSentence(error?.message ?? '')} {asSentence(error?.hint ?? '')}{' '}
      {connection.lastSyncAt !== undefined && (
        <>
          {count(connection.images.read, 'image stays', 'images stay')} as on {exactTime(connection.lastSyncAt)}. Nothing was lost; syncing
          resumes by itself once a test passes.
        </>
      )}
    </Note>
  );
}

function Frozen({ connection }: { connection: Connection }) {
  return (
    <Note title={connection.disconnectedAt === undefined ? 'Frozen' : `Frozen as of ${exactTime(connection.disconnectedAt)}`}>
      <span className="muted">
        {count(connection.images.read, 'image')} and {connection.images.read === 1 ? 'its' : 'their'}{' '}
        {count(totalOf(connection.findings), 'finding')} remain readable and are not updated.{' '}
        {connection.hasCredentials ? '' : 'No credentials are stored.'}
      </span>
    </Note>
  );
}

/** Sync now, Update credentials, Disconnect, Reconnect: those that the state and the person's role allow. */
export function ConnectionActions({ connection, onDialog, isDetail = false }: CardProps & { isDetail?: boolean }) {
  const isEditor = useMay('editor');
  const isAdmin = useMay('admin');
  const sync = useSync(connection);
  const retest = useRetest(connection);
  const isOff = connection.shown === 'disconnected';
  const isAttention = connection.shown === 'attention';
  const isWorking = connection.shown === 'syncing' || connection.shown === 'slowed';
  return (
    <div className={classes.actions}>
      {isOff && isAdmin && (
        <Button variant="default" onClick={() => onDialog('reconnect')}>
          Reconnect
        </Button>
      )}
      {isOff && (
        <LinkButton variant="subtle" color="gray" to="/images" search={{ connection: connection.id }}>
          Browse the frozen data
        </LinkButton>
      )}
      {isAttention && isAdmin && <Button onClick={() => onDialog('credentials')}>Update credentials</Button>}
      {isAttention && isAdmin && (
        <Button variant="default" onClick={() => retest.mutate()} loading={retest.isPending}>
          Test again
        </Button>
      )}
      {!isOff && !isWorking && !isAttention && isEditor && (
        <Button variant="default" onClick={() => sync.mutate()} loading={sync.isPending}>
          Sync now
        </Button>
      )}
      {!isOff && !isAttention && isAdmin && (
        <Button variant="default" onClick={() => onDialog('credentials')}>
          Update credentials
        </Button>
      )}
      {!isDetail && (
        <LinkButton variant="subtle" color="gray" to="/hub/$connection" params={{ connection: String(connection.id) }} search={{}}>
          {isWorking ? 'Show the log' : 'Details'}
        </LinkButton>
      )}
      {!isOff && isAdmin && (
        <Button
          variant={isDetail ? 'outline' : 'subtle'}
          color={isDetail ? 'red' : 'gray'}
          className={`${classes.last} ${isDetail ? classes.danger : ''}`}
          onClick={() => onDialog('disconnect')}
        >
          Disconnect
        </Button>
      )}
    </div>
  );
}

function ProblemsLink({ connection, children }: { connection: Connection; children: ReactNode }) {
  return (
    <Link to="/hub/$connection" params={{ connection: String(connection.id) }} search={{ tab: 'problems' }}>
      {children}
    </Link>
  );
}

function Bar({
  done,
  total,
  color = 'var(--accent)',
  aside,
  children,
}: {
  done: number;
  total: number;
  color?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div>
      <div className={`${classes.barWords} small`}>
        <span>{children}</span>
        {aside}
      </div>
      <Progress
        value={total === 0 ? 0 : (done / total) * 100}
        size={6}
        color={color}
        aria-label="Images read"
        className={classes.bar ?? ''}
      />
    </div>
  );
}
