import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { collectDefaultMetrics, type Gauge } from 'prom-client';
import { figureMarks, type Figure, type FigureSource } from './figures.js';
import { Tally } from './tally.js';

/** Numbers for a monitoring system, in the text format of Prometheus: what this process counted, and what the contexts know. */
@Injectable()
export class Metrics implements OnApplicationBootstrap {
  private readonly log = new Logger(Metrics.name);

  constructor(
    private readonly tally: Tally,
    private readonly modules: ModuleRef,
  ) {}

  get contentType(): string {
    return this.tally.registry.contentType;
  }

  onApplicationBootstrap(): void {
    collectDefaultMetrics({ register: this.tally.registry, prefix: 'qingkong_' });
    for (const mark of figureMarks) this.ask(this.modules.get<FigureSource>(mark, { strict: false }));
  }

  read(): Promise<string> {
    return this.tally.registry.metrics();
  }

  /** All figures of one source are read together, once per scrape. One that cannot be read is left out: the others still stand. */
  private ask(source: FigureSource): void {
    let reading: Promise<Figure[]> | null = null;
    const figures = (): Promise<Figure[]> =>
      (reading ??= source
        .figures()
        .catch((error: Error) => (this.log.warn(`figures are missing: ${error.message}`), []))
        .finally(() => setImmediate(() => (reading = null))));
    for (const [name, [help, ...labels]] of Object.entries(source.meanings)) {
      this.tally.gauge(name, help, labels, async (gauge: Gauge) => {
        for (const figure of await figures()) if (figure.name === name) gauge.set(figure.labels ?? {}, figure.value);
      });
    }
  }
}
