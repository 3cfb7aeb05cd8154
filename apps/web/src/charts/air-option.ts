import type { EChartsCoreOption } from 'echarts/core';
import type { AirHour, AqiCategory } from '../core/api';
import { shortTime } from '../core/time';
import type { Looks } from './curve-option';

/** A change of the level, in words. */
export interface LevelTurn {
  readonly at: string;
  readonly words: string;
}

const HOUR_MS = 3_600_000;

/** Hourly AQI as circles in the colour of their category, PM2.5 as a dashed line, the changes of the level as upright lines. An hour without a figure is a gap. */
export function airOption(hours: readonly AirHour[], turns: readonly LevelTurn[], words: Record<'aqi' | 'pm25', string>, { inks, text, still }: Looks): EChartsCoreOption {
  const colour: Record<AqiCategory, string> = { excellent: inks.excellent, good: inks.goodAir, light: inks.light, moderate: inks.moderate, heavy: inks.heavy, severe: inks.severe };
  const axis = { type: 'value', min: 0, splitNumber: 3, axisLabel: { color: inks.second, fontSize: text }, nameTextStyle: { color: inks.second, fontSize: text } } as const;
  return {
    animation: !still,
    textStyle: { fontFamily: inks.font, fontSize: text, color: inks.text },
    grid: { left: text * 3.6, right: text * 5.6, top: text * 3.6, bottom: text * 2 },
    legend: { top: 0, left: 0, itemWidth: text * 1.4, itemHeight: text * 0.7, textStyle: { color: inks.text, fontSize: text }, selectedMode: false },
    tooltip: { trigger: 'axis', confine: true, textStyle: { fontSize: text, color: inks.text }, backgroundColor: inks.surface },
    xAxis: { type: 'time', max: Math.max(...[...hours.map(({ hour }) => hour), ...turns.map(({ at }) => at)].map((at) => new Date(at).getTime())), minInterval: HOUR_MS, axisLabel: { color: inks.second, fontSize: text, hideOverlap: true, formatter: (value: number) => shortTime(new Date(value)) }, splitNumber: 4, axisLine: { lineStyle: { color: inks.strong } }, axisPointer: { label: { formatter: ({ value }: { value: number }) => shortTime(new Date(value)) } } },
    yAxis: [{ ...axis, splitLine: { lineStyle: { color: inks.line } } }, { ...axis, axisLabel: { ...axis.axisLabel, margin: text * 2.4 }, splitLine: { show: false } }],
    series: [
      {
        name: words.aqi,
        type: 'line',
        symbol: 'circle',
        symbolSize: text * 0.75,
        showAllSymbol: true,
        lineStyle: { color: inks.text, width: 1.5 },
        itemStyle: { color: inks.text },
        data: gapped(hours).map(([at, hour]) => ({ value: [at, hour?.aqi ?? null], ...(hour?.category ? { itemStyle: { color: colour[hour.category], borderColor: inks.strong, borderWidth: 1 } } : {}) })),
        ...(turns.length > 0 ? { markLine: { silent: true, symbol: 'none', animation: false, lineStyle: { color: inks.second, type: 'solid', width: 1.5 }, label: { formatter: '{b}', color: inks.text, fontSize: text, distance: 4 }, data: turns.map(({ at, words: name }) => ({ xAxis: new Date(at).getTime(), name, label: { align: isLateIn(hours, at) ? 'right' : 'center' } })) } } : {}),
      },
      {
        name: words.pm25,
        type: 'line',
        yAxisIndex: 1,
        showSymbol: false,
        lineStyle: { color: inks.busy, width: 2, type: 'dashed' },
        itemStyle: { color: inks.busy },
        data: gapped(hours).map(([at, hour]) => [at, hour?.pm25 ?? null]),
      },
    ],
  };
}

/** Near the right edge: its words stand before the line, not across the figures of the axis. */
function isLateIn(hours: readonly AirHour[], at: string): boolean {
  const [first, then] = [new Date(hours[0]?.hour ?? at).getTime(), new Date(at).getTime()];
  const last = Math.max(then, new Date(hours.at(-1)?.hour ?? at).getTime());
  return last > first && (then - first) / (last - first) > 0.8;
}

/** With an empty place wherever an hour is missing, so that no line is drawn over it. */
function gapped(hours: readonly AirHour[]): (readonly [number, AirHour | null])[] {
  return hours.flatMap((hour, n) => {
    const at = new Date(hour.hour).getTime();
    const before = n > 0 ? new Date(hours[n - 1]!.hour).getTime() : at;
    return at - before > HOUR_MS ? [[before + HOUR_MS, null] as const, [at, hour] as const] : [[at, hour] as const];
  });
}
