import { type FindingDetail, getDecision, getImage } from '@plimsoll/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { queryOf } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { DecideDialog } from '../../ui/decisions/decide-dialog.tsx';
import { JUSTIFICATIONS, KINDS, whatInWords, whereInWords } from '../../ui/decisions/decision-words.ts';
import { EndDialog } from '../../ui/decisions/end-dialog.tsx';
import { date } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { OnDate } from '../../ui/when.tsx';
import type { ImageAddress } from '../../ui/image-address.ts';
import classes from './images.module.css';

interface Props {
  readonly finding: FindingDetail;
  readonly params: ImageAddress;
  readonly platform: string | undefined;
}

/** What was decided about a finding, or the way to decide it. */
export function FindingDecision({ finding, params, platform }: Props) {
  return finding.decision === undefined ? <Open finding={finding} params={params} platform={platform} /> : <Decided finding={finding} />;
}

function Open({ finding, params, platform }: Props) {
  const mayDecide = useMay('editor');
  const [isOpen, setOpen] = useState(false);
  const image = useQuery({ ...queryOf(getImage, { params, query: { platform } }), enabled: mayDecide }).data;
  if (!mayDecide || image === undefined) return null;
  return (
    <Panel title="Decide">
      {image.frozenAt === undefined ? (
        <>
          <p className="muted">
            If it cannot be removed, or is no problem here, say so once: it is shown as decided in the tags to come too.
          </p>
          <Button variant="default" className={classes.start ?? ''} mt={10} onClick={() => setOpen(true)}>
            Decide…
          </Button>
        </>
      ) : (
        <p className="muted">The registry is disconnected: its findings stay as they were.</p>
      )}
      {isOpen && (
        <DecideDialog
          context={{
            vulnerability: finding.vulnerability,
            package: finding.package,
            image: {
              connection: image.connection,
              connectionName: image.connectionName,
              repository: image.repository,
              digest: image.indexDigest ?? image.digest,
              ...(image.tags[0] === undefined ? {} : { tag: image.tags.includes(image.reference) ? image.reference : image.tags[0] }),
            },
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </Panel>
  );
}

function Decided({ finding: { decision: found } }: Pick<Props, 'finding'>) {
  const mayDecide = useMay('editor');
  const [isEnding, setEnding] = useState(false);
  const id = found?.id ?? 0;
  const decision = useQuery(queryOf(getDecision, { params: { decision: id } })).data;
  if (found === undefined) return null;
  return (
    <Panel title={`Decided: ${KINDS[found.kind].tag}`}>
      <p>{found.reason}</p>
      {found.justification !== undefined && <p className="muted">{JUSTIFICATIONS[found.justification]}.</p>}
      <p className="small muted">
        {found.author}, <OnDate at={found.createdAt} />
        {found.expiresAt === undefined ? ', without an end' : `, until ${date(found.expiresAt)}`}
        {decision !== undefined && ` · ${whatInWords(decision)} · ${whereInWords(decision.scope)}`}
      </p>
      <div className={classes.decisionActions}>
        <Link to="/decisions" className="small">
          All decisions
        </Link>
        {mayDecide && decision?.state === 'open' && (
          <Button variant="default" size="xs" onClick={() => setEnding(true)}>
            End…
          </Button>
        )}
      </div>
      {isEnding && decision !== undefined && <EndDialog decision={decision} onClose={() => setEnding(false)} />}
    </Panel>
  );
}
