import type { EChartsCoreOption } from 'echarts/core';
import type { DelayList, DeliveryDelay, UnitPunctuality } from '../core/api';
import type { Looks } from './curve-option';

export const DELAYS: readonly DeliveryDelay[] = ['under_10s', 'under_1m', 'under_5m', 'under_30m', 'over_30m', 'waiting', 'failed'];

const base = ({ inks, text, still }: Looks) => ({
  animation: !still,
  textStyle: { fontFamily: inks.font, fontSize: text, color: inks.text },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, textStyle: { fontSize: text, color: inks.text }, backgroundColor: inks.surface },
  legend: { top: 0, left: 0, itemWidth: text * 1.2, itemHeight: text * 0.8, textStyle: { color: inks.text, fontSize: text }, selectedMode: false },
});

/** Deliveries by how long they took, a colour for each channel. A bar carries its channel and delay for whoever clicks it. */
export function delayOption({ items }: DelayList, words: { delay: (delay: DeliveryDelay) => string; channel: (channel: string) => string }, looks: Looks): EChartsCoreOption {
  const { inks, text } = looks;
  const channels = [...new Set(items.map(({ channel }) => channel))];
  const colours = [inks.busy, inks.good, inks.back, inks.primary, inks.strong, inks.late, inks.second];
  return {
    ...base(looks),
    // Each word on a line of its own: seven of them side by side are wider than a phone.
    grid: { left: text * 3.6, right: text, top: text * 2.6, bottom: text * 3.4 },
    xAxis: { type: 'category', data: DELAYS.map((delay) => words.delay(delay).replace(' ', '\n')), axisLabel: { color: inks.second, fontSize: text * 0.9, interval: 0 }, axisTick: { show: false }, axisLine: { lineStyle: { color: inks.strong } } },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, axisLabel: { color: inks.second, fontSize: text }, splitLine: { lineStyle: { color: inks.line } } },
    series: channels.map((channel, n) => ({
      name: words.channel(channel),
      type: 'bar',
      stack: 'all',
      barMaxWidth: text * 4,
      itemStyle: { color: colours[n % colours.length] },
      data: DELAYS.map((delay) => ({ value: items.find((one) => one.channel === channel && one.delay === delay)?.deliveries ?? 0, channel, delay })),
    })),
  };
}

/** Lines of each unit: in time, late, still in time; the worst on top. */
export function punctualityOption(units: readonly UnitPunctuality[], words: Record<'onTime' | 'late' | 'waiting', string>, looks: Looks): EChartsCoreOption {
  const { inks, text } = looks;
  const parts = [
    { key: 'late', timing: 'late', colour: inks.late },
    { key: 'onTime', timing: 'on_time', colour: inks.good },
    { key: 'waiting', timing: 'waiting', colour: inks.line },
  ] as const;
  return {
    ...base(looks),
    grid: { left: text * 11, right: text * 2, top: text * 2.4, bottom: text * 2 },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { color: inks.second, fontSize: text }, splitLine: { lineStyle: { color: inks.line } } },
    yAxis: { type: 'category', inverse: true, data: units.map(({ unitName }) => unitName), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: inks.text, fontSize: text, width: text * 10, overflow: 'truncate', interval: 0 } },
    series: parts.map(({ key, timing, colour }) => ({
      name: words[key],
      type: 'bar',
      stack: 'all',
      barMaxWidth: text * 1.4,
      itemStyle: { color: colour, borderColor: inks.strong, borderWidth: key === 'waiting' ? 1 : 0 },
      data: units.map((unit) => ({ value: unit[key], unitId: unit.unitId, timing })),
    })),
  };
}
