import { listConnections } from '@plimsoll/contract';
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from '../../api/queries.ts';
import classes from './import.module.css';
import type { ImportDraft } from './import-words.ts';

const DAYS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: '180 days' },
  { value: 'never', label: 'Never' },
] as const;

/** Where the statements may hold, and for how long. */
export function ImportScope({ draft, onChange }: { draft: ImportDraft; onChange: (next: Partial<ImportDraft>) => void }) {
  const { data: connections = [] } = useQuery(queryOf(listConnections, {}));
  return (
    <>
      <fieldset className={classes.scope}>
        <legend>Where it may hold</legend>
        <NativeSelect
          label="Registry"
          data={[{ value: '', label: 'Every registry' }, ...connections.map(({ id, name }) => ({ value: String(id), label: name }))]}
          value={draft.connection}
          onChange={(event) => onChange({ connection: event.currentTarget.value })}
        />
        <TextInput
          label="Repositories"
          placeholder="all; * stands for any text"
          maxLength={300}
          value={draft.repositoryGlob}
          onChange={(event) => onChange({ repositoryGlob: event.currentTarget.value })}
        />
        <TextInput
          label="Tags"
          placeholder="all"
          maxLength={300}
          value={draft.tagGlob}
          onChange={(event) => onChange({ tagGlob: event.currentTarget.value })}
        />
        <p className="small muted">Images and packages that a statement names narrow it further.</p>
      </fieldset>
      <div className={classes.expires}>
        <span id="import-expires">Opens again after</span>
        <SegmentedControl
          aria-labelledby="import-expires"
          data={DAYS.map((each) => ({ ...each }))}
          value={draft.days}
          onChange={(days) => onChange({ days })}
        />
      </div>
    </>
  );
}
