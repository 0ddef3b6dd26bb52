import { Button, FileButton, Textarea } from '@mantine/core';
import { useState } from 'react';
import { count } from '../../ui/format.ts';
import classes from './import.module.css';
import type { ImportDraft } from './import-words.ts';

/** The document: dropped, chosen or pasted. Read here, so that it is seen before it is sent. */
export function ImportDocument({
  draft: { document, name },
  isTooLarge,
  onChange,
}: {
  draft: ImportDraft;
  isTooLarge: boolean;
  onChange: (next: Partial<ImportDraft>) => void;
}) {
  const [isOver, setOver] = useState(false);
  const [unread, setUnread] = useState<string>();
  const take = async (file: File | null | undefined) => {
    if (file === null || file === undefined) return;
    try {
      onChange({ document: await file.text(), name: file.name });
      setUnread(undefined);
    } catch {
      setUnread(`${file.name} could not be read by this browser.`);
    }
  };
  const error = isTooLarge ? 'It is larger than 5 MB: import it in parts.' : unread;
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <div className={classes.choose}>
        <FileButton accept="application/json,.json" onChange={(file) => void take(file)} inputProps={{ 'aria-label': 'VEX file' }}>
          {(props) => (
            <Button variant="default" {...props}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <span className="small muted">
          {name === ''
            ? 'or drop it here, or paste its text: OpenVEX, CycloneDX or CSAF, up to 5 MB'
            : `${name}, ${count(document.length, 'character')}`}
        </span>
      </div>
      <Textarea
        label="Text of the document"
        rows={8}
        spellCheck={false}
        classNames={{ input: classes.text ?? '' }}
        value={document.length > SHOWN ? document.slice(0, SHOWN) : document}
        readOnly={document.length > SHOWN}
        description={document.length > SHOWN ? 'Only the beginning is shown.' : undefined}
        onChange={(event) => onChange({ document: event.currentTarget.value, name: '' })}
        error={error}
      />
    </div>
  );
}

/** A field with megabytes of text makes the page slow. */
const SHOWN = 50_000;
