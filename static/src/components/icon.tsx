import './icon.css';

/** Shapes on a 16 × 16 grid, drawn in the colour of the text around. */
const SHAPES = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  clock: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 4.5V8l2.5 1.5',
  warning: 'M8 2 1.5 13.5h13zM8 6.5v3M8 11.6v.4',
  error: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 4.5v4M8 11v.4',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 7v4.5M8 4.6V5',
  success: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M5 8.2 7.2 10.4 11 6',
  spinner: 'M8 1.5A6.5 6.5 0 0 1 14.5 8',
  group:
    'M5.5 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M1.5 13c0-2.4 1.7-3.8 4-3.8s4 1.4 4 3.8M10.5 3.3a2.2 2.2 0 0 1 0 4.2M11.5 9.4c1.8.4 3 1.7 3 3.6',
  role: 'M5.5 8a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M7.5 8.8 13.5 2.8M11.2 5.1l2 2',
  account: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14.5c0-3 2.3-4.7 5.5-4.7s5.5 1.7 5.5 4.7',
  chevron: 'M4 6l4 4 4-4',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  hand: 'M3 13l1-3.5 6.5-6.5 2.5 2.5L6.5 12zM9 4.5 11.5 7',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  link: 'M6.5 3H3v10h10V9.5M9.5 2.5h4v4M13.5 2.5 7.5 8.5',
  refresh: 'M13.5 8A5.5 5.5 0 1 1 11.8 4.1L13.5 5.8M13.5 2.5v3.3h-3.3',
  download: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
} as const;

export type IconName = keyof typeof SHAPES;

/** Never the only bearer of a meaning: the words stand beside it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      class={name === 'spinner' ? 'icon icon-turning' : 'icon'}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
