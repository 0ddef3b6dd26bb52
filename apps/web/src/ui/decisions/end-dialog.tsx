import { type Decision, endDecision } from '@plimsoll/contract';
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { count } from '../format.ts';
import { ActionError } from '../page-states.tsx';
import { useRefreshDecided } from './decision-actions.tsx';
import { whatInWords, whereInWords } from './decision-words.ts';
import classes from './decisions.module.css';

/** Says what opens again before it does. */
export function EndDialog({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const refresh = useRefreshDecided();
  const [reason, setReason] = useState('');
  const ending = useMutation({
    mutationFn: () => call(endDecision, { params: { decision: decision.id }, body: { reason } }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const { findings, images } = decision.hides;
  return (
    <Modal opened onClose={onClose} title={<h1>End this decision?</h1>} size={480}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          ending.mutate();
        }}
      >
        <p>
          {whatInWords(decision)}. <span className="muted">{whereInWords(decision.scope)}.</span>
        </p>
        <p className="muted">
          {findings === 0 ? 'It hides nothing now.' : `${count(findings, 'finding')} in ${count(images, 'image')} will be open again.`} It
          stays in the history.
        </p>
        <Textarea
          label="Why it ends"
          description="May be left empty"
          autosize
          minRows={2}
          maxRows={5}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ActionError error={ending.error} />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button variant="outline" color="red" className={classes.danger ?? ''} type="submit" loading={ending.isPending}>
            End the decision
          </Button>
        </div>
      </form>
    </Modal>
  );
}
