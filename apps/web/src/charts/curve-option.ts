import type { EChartsCoreOption } from 'echarts/core';
import type { HistoryPoint, ProgressHistoryView } from '../core/api';
import { shortTime } from '../core/time';
import type { Inks } from './inks';

export type Curve = 'acknowledged' | 'answered' | 'accepted' | 'stoodDown';

export interface Looks {
  readonly inks: Inks;
  /** Height of the text in pixels. */
  readonly text: number;
  readonly still?: boolean;
}

const DAY_MS = 86_400_000;
const percent = (part: number, whole: number): number => (whole > 0 ? Math.round((part / whole) * 1000) / 10 : 0);

/** Which share of the units and of the lines had got so far, step by step; `until` marks a moment of a replay. */
export function curveOption(history: ProgressHistoryView, words: Record<Curve, string>, { inks, text, still }: Looks, until: string | null = null): EChartsCoreOption {
  const shown = (['acknowledged', 'answered', 'accepted', 'stoodDown'] as const).filter((curve) => curve !== 'stoodDown' || (history.points.at(-1)?.stoodDown ?? 0) > 0);
  const colour: Record<Curve, string> = { acknowledged: inks.strong, answered: inks.busy, accepted: inks.good, stoodDown: inks.back };
  const whole = (curve: Curve): number => (curve === 'acknowledged' || curve === 'stoodDown' ? history.checklists : history.items);
  const at = (point: HistoryPoint): number => new Date(point.at).getTime();
  const isShort = at(history.points[history.points.length - 1]!) - at(history.points[0]!) < DAY_MS;
  return {
    animation: !still,
    textStyle: { fontFamily: inks.font, fontSize: text, color: inks.text },
    grid: { left: text * 3.6, right: text * 2, top: text * 2.4, bottom: text * 2 },
    legend: { top: 0, left: 0, itemWidth: text * 1.4, itemHeight: text * 0.6, textStyle: { color: inks.text, fontSize: text }, data: shown.map((curve) => words[curve]), selectedMode: false },
    tooltip: { trigger: 'axis', confine: true, textStyle: { fontSize: text, color: inks.text }, backgroundColor: inks.surface, valueFormatter: (value: unknown) => `${String(value)}%` },
    xAxis: { type: 'time', minInterval: 60_000, axisLabel: { color: inks.second, fontSize: text, hideOverlap: true, formatter: (value: number) => shortTime(new Date(value)).slice(isShort ? 6 : 0) }, splitNumber: 3, axisLine: { lineStyle: { color: inks.strong } }, axisPointer: { label: { formatter: ({ value }: { value: number }) => shortTime(new Date(value)) } } },
    yAxis: { type: 'value', min: 0, max: 100, splitNumber: 2, axisLabel: { color: inks.second, fontSize: text, formatter: '{value}%' }, splitLine: { lineStyle: { color: inks.line } } },
    series: shown.map((curve, n) => ({
      name: words[curve],
      type: 'line',
      step: 'end',
      showSymbol: false,
      triggerEvent: 'line',
      lineStyle: { color: colour[curve], width: Math.max(2, text / 6), type: curve === 'acknowledged' ? 'dashed' : 'solid' },
      itemStyle: { color: colour[curve] },
      data: history.points.map((point) => [at(point), percent(point[curve], whole(curve))]),
      ...(until && n === 0 ? { markLine: { silent: true, symbol: 'none', animation: false, label: { show: false }, lineStyle: { color: inks.text, type: 'solid', width: 2 }, data: [{ xAxis: new Date(until).getTime() }] } } : {}),
    })),
  };
}
