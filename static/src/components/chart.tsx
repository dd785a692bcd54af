import 'charts.css';
import './chart.css';
import type { ComponentChildren } from 'preact';

export interface ChartBar {
  readonly key: string;
  readonly label: ComponentChildren;
  readonly value: number;
  /** What pressing it does, in words. */
  readonly opens: string;
  readonly onOpen: () => void;
}

/** A table that is drawn as a chart: whoever can’t see the chart is read the table. */
export function Chart({
  kind,
  title,
  headings,
  bars,
}: {
  /** Bars beside their labels, or columns above them. */
  readonly kind: 'bar' | 'column';
  readonly title: string;
  /** Of the labels, and of the numbers. */
  readonly headings: readonly [string, string];
  readonly bars: readonly ChartBar[];
}) {
  const longest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <div class="chart">
      <table
        class={`charts-css ${kind} show-labels show-primary-axis data-outside data-spacing-4`}
        aria-label={title}
      >
        <thead>
          <tr>
            {headings.map((heading) => (
              <th scope="col" key={heading}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, label, value, opens, onOpen }) => (
            <tr key={key}>
              <th scope="row">
                <span>{label}</span>
              </th>
              <td style={{ '--size': value / longest }}>
                <span class="data">{value}</span>
                {value > 0 && (
                  <button
                    type="button"
                    class="chart-opens"
                    aria-label={opens}
                    title={opens}
                    onClick={onOpen}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
