import { deletePolicy, type PolicyDetail } from '@plimsoll/contract';
import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { count } from '../../ui/format.ts';
import { ActionError } from '../../ui/page-states.tsx';
import classes from './policies.module.css';

/** Says what is lost with an own policy before it is removed. */
export function RemovePolicyDialog({ policy, onClose }: { policy: PolicyDetail; onClose: () => void }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const removing = useMutation({
    mutationFn: () => call(deletePolicy, { params: { policy: policy.id } }),
    onSuccess: async () => {
      await navigate({ to: '/policies' });
      await queryClient.invalidateQueries({ queryKey: ['Policies'] });
    },
  });
  const { counts, trend, enabled } = policy;
  const images = counts === null ? 0 : counts.pass + counts.violation + counts.unknown;
  return (
    <Modal opened onClose={onClose} title={<h1>Remove {policy.name}?</h1>} size={500}>
      <div className={classes.form}>
        <p className={classes.flat}>This is lost, and cannot be brought back:</p>
        <ul className={classes.asks}>
          <li>the policy and {count(policy.rules.length, 'rule')} of it</li>
          <li>{images === 0 ? 'its earlier results' : `what it says of ${count(images, 'image')}, and since when`}</li>
          {trend.length > 0 && <li>its trend of {count(trend.length, 'day')}</li>}
        </ul>
        <p className={`${classes.flat} small muted`}>
          {enabled ? 'Switched off it says nothing of any image, and keeps its trend.' : 'It is off: it says nothing as it is.'}
        </p>
        <ActionError error={removing.error} />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button
            variant="outline"
            color="red"
            className={classes.danger ?? ''}
            onClick={() => removing.mutate()}
            loading={removing.isPending}
          >
            Remove
          </Button>
        </div>
      </div>
    </Modal>
  );
}
