import { endDecisions } from '@plimsoll/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { count } from '../format.ts';
import { sayFailed } from '../say-failed.ts';
import classes from './decisions.module.css';

/** Everything that shows or counts findings asks again. */
export function useRefreshDecided(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      ['Decisions', 'Images', 'Vulnerabilities', 'Overview'].map((group) => queryClient.invalidateQueries({ queryKey: [group] })),
    );
  };
}

/** Long enough to read it and to reach the button with the keyboard. */
const UNDO_FOR_MS = 20_000;

/** Says what was decided together, and offers to take it back for a while. */
export function useSayDecided(): (decisions: readonly number[], hides: { findings: number; images: number }) => void {
  const refresh = useRefreshDecided();
  return (decisions, { findings, images }) => {
    if (decisions.length === 0) {
      notifications.show({ title: 'Nothing new', message: 'All of them were decided just so already.' });
      return;
    }
    const id = `decided-${decisions.join('-')}`;
    const undo = async () => {
      try {
        const { ended } = await call(endDecisions, { body: { decisions: [...decisions], reason: 'Undone right after it was made' } });
        await refresh();
        notifications.hide(id);
        notifications.show({ title: 'Undone', message: `${count(ended.length, 'decision')} ended; what they hid is open again.` });
      } catch (error) {
        sayFailed('That could not be undone', error);
      }
    };
    notifications.show({
      id,
      title: `${count(decisions.length, 'decision')} made`,
      message: (
        <Undo
          says={`${count(findings, 'finding')} in ${count(images, 'image')} ${findings === 1 ? 'is' : 'are'} shown as decided.`}
          undo={undo}
        />
      ),
      autoClose: UNDO_FOR_MS,
    });
  };
}

function Undo({ says, undo }: { says: string; undo: () => Promise<void> }) {
  const [isWaiting, setWaiting] = useState(false);
  return (
    <div className={classes.undo}>
      {says}
      <Button
        size="xs"
        variant="default"
        loading={isWaiting}
        onClick={() => {
          setWaiting(true);
          void undo().finally(() => setWaiting(false));
        }}
      >
        Undo
      </Button>
    </div>
  );
}
