import './avatar.css';
import { useState } from 'preact/hooks';

/** Decoration beside a name: a picture, or the initials where there is none or it can't be loaded. */
export function Avatar({
  name,
  url,
  size = 24,
}: {
  readonly name: string;
  readonly url?: string | undefined;
  readonly size?: 20 | 24 | 40;
}) {
  const [broken, setBroken] = useState(false);
  const box = `avatar avatar-${size}`;
  if (url === undefined || broken) {
    return (
      <span class={`${box} avatar-initials`} aria-hidden="true">
        {initials(name)}
      </span>
    );
  }
  return <img class={box} src={url} alt="" loading="lazy" onError={() => setBroken(true)} />;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
