import './disclosed.css';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from './button';

/** A part that most don't need: behind a button until it is asked for. */
export function Disclosed({
  label,
  open: openAtFirst = false,
  onToggle,
  children,
}: {
  readonly label: string;
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
  readonly children: (close: () => void) => ComponentChildren;
}) {
  const [open, setOpen] = useState(openAtFirst);
  const id = useId();
  return (
    <div class="stack-tight">
      <div>
        <Button
          kind="link"
          icon="chevron"
          expanded={open}
          controls={id}
          onClick={() => {
            setOpen(!open);
            onToggle?.(!open);
          }}
        >
          {label}
        </Button>
      </div>
      <div id={id} hidden={!open}>
        {open && children(() => setOpen(false))}
      </div>
    </div>
  );
}
