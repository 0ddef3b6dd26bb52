import { importVex, MAX_VEX_BYTES, previewVexImport, type VexImport, type VexPreview } from '@plimsoll/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/session.ts';
import { useRefreshDecided } from '../../ui/decisions/decision-actions.tsx';
import { count } from '../../ui/format.ts';
import { ActionError, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import classes from './import.module.css';
import { ImportDocument } from './import-document.tsx';
import { ImportRows } from './import-rows.tsx';
import { ImportScope } from './import-scope.tsx';
import { EMPTY_DRAFT, type ImportDraft, importOf, previewInWords } from './import-words.ts';

/** Takes what others wrote about vulnerabilities: each statement is shown with what it would hide before anything is decided. */
export function ImportPage() {
  const mayDecide = useMay('editor');
  return (
    <>
      <PageHead
        title="Import VEX"
        documentTitle="Import VEX"
        here="Import VEX"
        crumbs={[{ key: 'decisions', link: <Link to="/decisions">Decisions</Link> }]}
        under="Each statement that something is not affected, or fixed, becomes a decision that hides what it says and nothing else."
      />
      {mayDecide ? (
        <ImportForm />
      ) : (
        <Nothing title="Only editors decide">Ask an editor or an administrator to import the document.</Nothing>
      )}
    </>
  );
}

function ImportForm() {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [previewed, setPreviewed] = useState<{ input: VexImport; preview: VexPreview }>();
  const previewing = useMutation({
    mutationFn: async (input: VexImport) => ({ input, preview: await call(previewVexImport, { body: input }) }),
    onSuccess: setPreviewed,
  });
  const change = (next: Partial<ImportDraft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setPreviewed(undefined);
    previewing.reset();
  };
  const isTooLarge = draft.document.length > MAX_VEX_BYTES;
  return (
    <>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const input = importOf(draft, Date.now());
          if (input !== undefined && !isTooLarge) previewing.mutate(input);
        }}
      >
        <ImportDocument draft={draft} isTooLarge={isTooLarge} onChange={change} />
        <ImportScope draft={draft} onChange={change} />
        <div className={classes.actions}>
          <ActionError error={previewing.error} />
          <Button
            type="submit"
            variant={previewed === undefined ? 'filled' : 'default'}
            loading={previewing.isPending}
            disabled={draft.document.trim() === '' || isTooLarge}
          >
            Show what it becomes
          </Button>
        </div>
      </form>
      {previewed !== undefined && <Previewed key={JSON.stringify(previewed.preview.counts)} {...previewed} />}
    </>
  );
}

function Previewed({ input, preview }: { input: VexImport; preview: VexPreview }) {
  const navigate = useNavigate();
  const refresh = useRefreshDecided();
  const importing = useMutation({
    mutationFn: () => call(importVex, { body: input }),
    onSuccess: async ({ decisions }) => {
      await refresh();
      notifications.show({ title: 'Imported', message: `${count(decisions.length, 'decision')} of ${preview.author}.` });
      await navigate({ to: '/decisions' });
    },
  });
  const { decision } = preview.counts;
  return (
    <section aria-label="What it becomes" className={classes.preview}>
      <div className={classes.sentence} role="status">
        <b>{previewInWords(preview)}</b>
        <Button disabled={decision === 0} loading={importing.isPending} onClick={() => importing.mutate()}>
          {decision === 0 ? 'Nothing to import' : `Import ${count(decision, 'decision')}`}
        </Button>
      </div>
      <ActionError error={importing.error} />
      {preview.problems.map((problem) => (
        <p key={problem} className={`${classes.problem} small`}>
          {problem}
        </p>
      ))}
      <ImportRows preview={preview} />
    </section>
  );
}
