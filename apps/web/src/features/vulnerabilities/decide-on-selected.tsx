import { MAX_BULK_DECISIONS } from '@plimsoll/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { DecideManyDialog } from '../../ui/decisions/decide-many-dialog.tsx';
import { number } from '../../ui/format.ts';
import { SelectionBar } from '../../ui/row-selection.tsx';

interface Props {
  readonly vulnerabilities: readonly string[];
  /** The one that the list shows alone. */
  readonly registry: { readonly id: number; readonly name: string } | undefined;
  readonly onClear: () => void;
}

/** What can be done with the chosen rows. */
export function DecideOnSelected({ vulnerabilities, registry, onClear }: Props) {
  const [isOpen, setOpen] = useState(false);
  const isTooMany = vulnerabilities.length > MAX_BULK_DECISIONS;
  return (
    <SelectionBar says={`${number(vulnerabilities.length)} selected`} onClear={onClear}>
      {isTooMany && <span className="small muted">At most {MAX_BULK_DECISIONS} at a time</span>}
      <Button disabled={isTooMany} onClick={() => setOpen(true)}>
        Decide…
      </Button>
      {isOpen && (
        <DecideManyDialog
          vulnerabilities={vulnerabilities}
          context={registry === undefined ? {} : { registry: { connection: registry.id, connectionName: registry.name } }}
          onClose={() => setOpen(false)}
          onDecided={onClear}
        />
      )}
    </SelectionBar>
  );
}
