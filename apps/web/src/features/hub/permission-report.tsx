import type { DoctorReport } from '@plimsoll/contract';
import { useState } from 'react';
import { CodeBlock } from '../../ui/copy.tsx';
import { account, asSentence, count } from '../../ui/format.ts';
import { CheckIcon, CrossIcon, DashIcon } from '../../ui/icons.tsx';
import { Note } from '../../ui/panel.tsx';
import { When } from '../../ui/when.tsx';
import classes from './hub.module.css';
import { headlineOf, permissionInWords } from './permission-words.ts';

/** What Test connection found: the five permissions, and for each that is missing why, where, and the statement to add. */
export function PermissionReport({ report }: { report: DoctorReport }) {
  const [isPolicyShown, setPolicyShown] = useState(false);
  return (
    <div role="status" aria-live="polite">
      <div className={classes.reportHead}>
        <h2>{headlineOf(report)}</h2>
        <span className="small muted">
          tested <When at={report.testedAt} />
        </span>
      </div>
      {(report.principal !== undefined || report.account !== undefined) && (
        <p className="small muted" style={{ marginBottom: 6 }}>
          Signed in{' '}
          {report.principal !== undefined && (
            <>
              as <span className="mono">{report.principal}</span>
            </>
          )}
          {report.account !== undefined && ` · account ${account(report.account)}`}
        </p>
      )}
      {report.failure !== undefined && (
        <Note tone="bad" title={report.failure.title} role="alert">
          {asSentence(report.failure.message)}
          {report.failure.hint !== undefined && <div style={{ marginTop: 4 }}>{asSentence(report.failure.hint)}</div>}
        </Note>
      )}
      <ul className={classes.permissions}>
        {report.permissions.map((permission) => (
          <Permission key={permission.action} permission={permission} report={report} />
        ))}
      </ul>
      {report.warnings.map((warning) => (
        <Note key={warning} tone="warn">
          {asSentence(warning)}
        </Note>
      ))}
      <div className={classes.policy}>
        <button type="button" className={classes.textButton} onClick={() => setPolicyShown(!isPolicyShown)} aria-expanded={isPolicyShown}>
          {isPolicyShown ? 'Hide the whole policy' : 'Whole policy as JSON'}
        </button>
        {isPolicyShown && <CodeBlock text={report.policy} label="Policy with all five permissions" />}
      </div>
    </div>
  );
}

type Check = DoctorReport['permissions'][number];

const MARK = { granted: CheckIcon, missing: CrossIcon, unknown: DashIcon } as const;

function Permission({ permission, report }: { permission: Check; report: DoctorReport }) {
  const Mark = MARK[permission.state];
  return (
    <li className={classes.permission} data-state={permission.state}>
      <span className={classes.mark}>
        <Mark size={14} />
      </span>
      <div className={classes.permissionBody}>
        <div className={classes.permissionHead}>
          <span className="mono">{permission.action}</span>
          <span className={`${classes.permissionState} small`}>{permissionInWords(permission, report)}</span>
        </div>
        {permission.state !== 'granted' &&
          report.failure === undefined &&
          (permission.reason !== undefined || permission.resource !== undefined) && (
            <p className="small muted">
              {permission.reason !== undefined && asSentence(permission.reason)}
              {permission.resource !== undefined && (
                <>
                  {' '}
                  Asked for: <span className="mono">{permission.resource}</span>
                </>
              )}
            </p>
          )}
        {permission.state === 'missing' && permission.statement !== undefined && (
          <>
            <p className="small muted">Add this statement and test again:</p>
            <CodeBlock text={permission.statement} label={`Statement that allows ${permission.action}`} />
          </>
        )}
      </div>
    </li>
  );
}

/** One line where the whole report would be too much: all well, or the headline. */
export function ReportLine({ report }: { report: DoctorReport }) {
  if (!report.ok) return <PermissionReport report={report} />;
  return (
    <p role="status" className={classes.reportLine}>
      <span className="ok">
        <CheckIcon size={14} />
      </span>
      <span className="small">
        {headlineOf(report)}
        {report.account !== undefined && `; account ${account(report.account)}`}
        {report.repositories !== undefined && `, ${count(report.repositories, 'repository', 'repositories')}`}
      </span>
    </p>
  );
}
