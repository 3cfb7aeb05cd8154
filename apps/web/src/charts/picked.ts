/** What of a chart was clicked, as ECharts says it; `data` is what the option put there. */
export interface Picked {
  readonly name: string;
  readonly seriesName?: string;
  readonly data: unknown;
}
