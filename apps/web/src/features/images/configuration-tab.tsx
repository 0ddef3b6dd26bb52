import { type ConfigurationResult, getConfiguration } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/queries.ts';
import { count, instruction } from '../../ui/format.ts';
import { LoadError, LoadingRows, Nothing } from '../../ui/page-states.tsx';
import { SeverityWord } from '../../ui/severity.tsx';
import { Tag, type Tone } from '../../ui/tags.tsx';
import { configurationInWords, groupByCheck } from './configuration-words.ts';
import classes from './configuration.module.css';

const STATUS: Readonly<Record<ConfigurationResult['status'], { word: string; tone: Tone }>> = {
  fail: { word: 'fails', tone: 'bad' },
  unknown: { word: 'unknown', tone: 'warn' },
  pass: { word: 'passes', tone: 'ok' },
};

/** What the checks say: sections of the CIS Docker Benchmark first, then common sense. */
export function ConfigurationTab({
  params,
  platform,
}: {
  params: { connection: string; repository: string; reference: string };
  platform: string | undefined;
}) {
  const query = useQuery(queryOf(getConfiguration, { params, query: { platform } }));
  if (query.isPending) return <LoadingRows rows={8} />;
  if (query.isError && query.data === undefined)
    return <LoadError error={query.error} what="The configuration" onRetry={() => void query.refetch()} />;
  const results = query.data?.results ?? null;
  if (results === null)
    return <Nothing title="Not checked yet">This image was read before configurations were checked. It is when it is read again.</Nothing>;
  return (
    <>
      <p className="small muted">{configurationInWords(results)}</p>
      <ul className={classes.checks}>
        {groupByCheck(results).map(({ check, results: own, status }) => (
          <li key={check.id} data-status={status}>
            <div className={classes.head}>
              <Tag tone={STATUS[status].tone}>{STATUS[status].word}</Tag>
              <h2>{check.title}</h2>
              {check.cis !== undefined && <Tag title="Section of the CIS Docker Benchmark 1.6">CIS {check.cis}</Tag>}
              {status === 'fail' && <SeverityWord severity={check.severity} />}
            </div>
            {status !== 'pass' && own.map((result) => <Found key={`${result.message} ${result.layer?.ordinal}`} result={result} />)}
            {status === 'fail' && <p className="small">{check.remedy}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Found({ result: { message, origin, layer, evidence } }: { result: ConfigurationResult }) {
  return (
    <div className={`${classes.found} small`}>
      {message}
      {origin !== 'unknown' && <span className="muted"> · {origin === 'base' ? 'from the base' : 'of the application'}</span>}
      {layer !== undefined && (
        <div className="muted">
          Layer {layer.ordinal + 1}: <code>{instruction(layer.instruction)}</code>
        </div>
      )}
      {evidence.length > 0 && (
        <details>
          <summary>{count(evidence.length, 'piece of evidence', 'pieces of evidence')}</summary>
          {evidence.map((line) => (
            <code key={line}>{line}</code>
          ))}
        </details>
      )}
    </div>
  );
}
