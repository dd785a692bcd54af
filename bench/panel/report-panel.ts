import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { SLOWNESS } from '../browser/slow-down';
import type { Look } from './look-at-issue';
import type { PanelMeasures } from './measure-panel';
import { median, type Spread, spreadOf } from './spread';

const FILE = 'build/bench/panel.json';
const AIMS = [
  { name: 'aim', kilobytes: 90, milliseconds: 450 },
  { name: 'reach', kilobytes: 45, milliseconds: 300 },
] as const;
const KINDS = ['html', 'js', 'css', 'other'] as const;

interface Summary {
  readonly name: string;
  /** Compressed, of the app's own files. */
  readonly bytes: Readonly<Record<(typeof KINDS)[number] | 'all', number>>;
  readonly requests: number;
  readonly frameMs: Spread;
  readonly pageMs: Spread;
  readonly backendMs: Spread;
  readonly longTasksMs: Spread;
  readonly backendCalls: readonly number[];
}

/** Prints the contenders beside each other, and writes every look to `build/bench/panel.json`. */
export function reportPanel({ browser, measured }: PanelMeasures): void {
  const summaries = measured.map(({ name, looks }) => summarize(name, looks));
  const [panel, ...peers] = summaries;
  if (panel === undefined) return;
  const rounds = panel.backendCalls.length;
  console.log(
    `\nThe issue panel's first view: ${browser}, CPU ${SLOWNESS.cpu} times slower, ` +
      `${SLOWNESS.megabitsPerSecond} Mbit/s, ${SLOWNESS.latencyMs} ms; nothing cached; ` +
      `median (least–most) of ${rounds} rounds, taken in turn; ` +
      `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores\n`,
  );
  console.table(Object.fromEntries(summaries.map((one) => [one.name, rowOf(one)])));
  for (const peer of peers) {
    console.log(
      `panel : ${peer.name} = ${times(panel.bytes.all, peer.bytes.all)} the bytes, ` +
        `${times(panel.frameMs.median, peer.frameMs.median)} the time in the frame, ` +
        `${times(panel.pageMs.median, peer.pageMs.median)} from the issue page`,
    );
  }
  const least = Math.min(...summaries.map(({ frameMs }) => frameMs.median));
  for (const { name, kilobytes, milliseconds } of AIMS) {
    const isSmall = panel.bytes.all <= kilobytes * 1_000;
    const isFast = panel.frameMs.median <= milliseconds;
    // Where the least page there can be is too slow, the machine was busy with something else.
    const speed =
      least > milliseconds ? `can't be told: no page here came in time` : verdict(isFast);
    console.log(`${name}: ${kilobytes} KB ${verdict(isSmall)}, ${milliseconds} ms ${speed}`);
  }
  const isOneCall = panel.backendCalls.every((calls) => calls === 1);
  console.log(`one backend call before useful content: ${verdict(isOneCall)}`);
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify({ browser, SLOWNESS, summaries, measured }, null, 2));
  console.log(`Every look: ${FILE}`);
}

function summarize(name: string, looks: readonly Look[]): Summary {
  const sizeOf = (kind: (typeof KINDS)[number]) =>
    median(looks.map(({ files }) => sum(files.filter((file) => file.kind === kind))));
  const bytes = Object.fromEntries(KINDS.map((kind) => [kind, sizeOf(kind)]));
  return {
    name,
    bytes: {
      ...(bytes as Record<(typeof KINDS)[number], number>),
      all: Object.values(bytes).reduce((total, size) => total + size, 0),
    },
    requests: median(looks.map(({ files }) => files.filter(({ kind }) => kind !== 'host').length)),
    frameMs: spreadOf(looks.map(({ frameMs }) => frameMs)),
    pageMs: spreadOf(looks.map(({ pageMs }) => pageMs)),
    backendMs: spreadOf(looks.map(({ backendMs }) => backendMs)),
    longTasksMs: spreadOf(looks.map(({ longTasksMs }) => longTasksMs)),
    backendCalls: looks.map(({ backendCalls }) => backendCalls),
  };
}

function rowOf({ bytes, requests, backendCalls, ...times }: Summary) {
  return {
    html: bytes.html,
    js: bytes.js,
    css: bytes.css,
    other: bytes.other,
    'gzip bytes': bytes.all,
    requests,
    'backend calls': [...new Set(backendCalls)].join(', '),
    'frame ms': text(times.frameMs),
    'page ms': text(times.pageMs),
    'of it backend': text(times.backendMs),
    'long tasks': text(times.longTasksMs),
  };
}

const text = ({ median: middle, least, most }: Spread) =>
  `${Math.round(middle)} (${Math.round(least)}–${Math.round(most)})`;

const verdict = (isMet: boolean) => (isMet ? 'met' : 'MISSED');

const times = (ours: number, theirs: number) => `${(ours / theirs).toFixed(2)} times`;

const sum = (files: readonly { readonly bytes: number }[]) =>
  files.reduce((total, { bytes }) => total + bytes, 0);
