import type { EChartsCoreOption } from 'echarts/core';
import type { FindingPlace, UnitPlace, UnitPlaceState } from '../core/api';
import type { Looks } from './curve-option';
import { placedNames, steppingAside, type NamedPart } from './part-names';

export interface OnMap {
  readonly units: readonly UnitPlace[];
  readonly findings: readonly FindingPlace[];
}

const ORDER: readonly UnitPlaceState[] = ['off', 'done', 'working', 'unacknowledged', 'overdue'];

/** 一张图: the outline, units as dots whose shape says their state without their colour, findings as crossed diamonds. */
export function mapOption(name: string, parts: readonly NamedPart[], { units, findings }: OnMap, words: { state: (state: UnitPlaceState) => string; finding: string; titleOf: (finding: FindingPlace) => string }, { inks, text, still }: Looks): EChartsCoreOption {
  const colour: Record<UnitPlaceState, string> = { off: inks.strong, done: inks.good, working: inks.busy, unacknowledged: inks.surface, overdue: inks.late };
  const symbol: Record<UnitPlaceState, string> = { off: 'rect', done: 'circle', working: 'circle', unacknowledged: 'circle', overdue: 'triangle' };
  const shown = ORDER.filter((state) => units.some((unit) => unit.state === state));
  const placed = findings.filter(({ latitude }) => latitude !== null);
  return {
    animation: !still,
    textStyle: { fontFamily: inks.font, fontSize: text, color: inks.text },
    tooltip: { trigger: 'item', confine: true, textStyle: { fontSize: text, color: inks.text }, backgroundColor: inks.surface, formatter: ({ seriesName, data }: { seriesName: string; data: { name?: string } }) => (data?.name ? `${escaped(seriesName)} ${escaped(data.name)}` : '') },
    legend: { orient: 'vertical', bottom: 0, left: 0, itemWidth: text, itemHeight: text, itemGap: text, textStyle: { color: inks.text, fontSize: text }, selectedMode: false },
    geo: { map: name, roam: false, silent: true, left: text * roomFor(shown.map(words.state).concat(words.finding)), right: text, top: 4, bottom: 4, preserveAspect: 'contain', itemStyle: { areaColor: inks.ground, borderColor: inks.strong, borderWidth: 1.2 } },
    series: [
      // A series of their own: only there can a name give way to another.
      {
        type: 'scatter',
        coordinateSystem: 'geo',
        symbolSize: 0.1,
        silent: true,
        label: { show: true, formatter: '{b}', position: 'inside', offset: [0, text * 1.2], color: inks.second, fontSize: text },
        labelLayout: steppingAside(),
        data: placedNames(parts),
      },
      ...shown.map((state) => ({
        name: words.state(state),
        type: 'scatter',
        coordinateSystem: 'geo',
        symbol: symbol[state],
        symbolSize: text * (state === 'overdue' ? 1 : 0.75),
        itemStyle: { color: colour[state], borderColor: state === 'unacknowledged' ? inks.text : inks.surface, borderWidth: state === 'unacknowledged' ? 2 : 1 },
        data: units.filter((unit) => unit.state === state).map((unit) => ({ value: [unit.longitude, unit.latitude], name: unit.unitName, checklistId: unit.checklistId })),
      })),
      {
        name: words.finding,
        type: 'scatter',
        coordinateSystem: 'geo',
        symbol: 'diamond',
        symbolSize: text * 1.2,
        z: 5,
        itemStyle: { color: inks.back, borderColor: inks.text, borderWidth: 1.5 },
        data: placed.map((finding) => ({ value: [finding.longitude, finding.latitude], name: words.titleOf(finding), findingId: finding.id })),
      },
    ],
  };
}

/** What the legend takes beside the map, in heights of the text: its mark, and of its longest word each Chinese sign a whole one, each letter a little more than half. */
const roomFor = (legend: readonly string[]): number => 2 + Math.max(...legend.map((said) => [...said].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 1 : 0.6), 0)));

/** Names are somebody's input and the tooltip is HTML. */
const escaped = (said: string): string => said.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
