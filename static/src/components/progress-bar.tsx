import './progress-bar.css';
import { useEffect, useRef } from 'preact/hooks';

export function ProgressBar({
  done,
  total,
  label,
}: {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}) {
  const fill = useRef<HTMLSpanElement>(null);
  const share = total === 0 ? 0 : Math.round((done / total) * 100);
  // Set by script: the content security policy knows no style attributes in HTML.
  useEffect(() => fill.current?.style.setProperty('width', `${share}%`), [share]);
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
    >
      <span class="progress-fill" ref={fill} />
    </div>
  );
}
