import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { sweepMarks } from '../sweeping/sweeps.js';

type Labels = Readonly<Record<string, string>>;

/** Counts what this process does. One place, so that no two parts count the same thing under two names. */
@Injectable()
export class Tally {
  readonly registry = new Registry();
  private readonly counters = new Map<string, Counter>();

  /** Each is there from the beginning, at zero: an alert on a figure that does not exist never rings. */
  constructor() {
    this.counter('requests_total', 'Requests by route, method, status and lane', ['route', 'method', 'status', 'lane']);
    this.counter('refused_total', 'Requests refused because of load or a limit, by lane and code', ['lane', 'code']);
    this.counter('raises_under_strain_total', 'Requests of the lane raise that were let in although the system was full', []);
    this.counter('stream_drops_total', 'Live streams cut by us: slow, unheard, session-ended, full', ['why']);
    this.counter('repairs_total', 'What this process found and mended in its sweeps, by kind; more than none outside of an incident is a bug', ['kind']);
    this.counter('outside_heartbeats_total', 'Calls of HEARTBEAT_URL: sent, failed, withheld (something in the chain stood still)', ['result']);
    for (const result of ['sent', 'failed', 'withheld']) this.count('outside_heartbeats_total', { result }, 0);
    for (const { name } of sweepMarks) this.count('repairs_total', { kind: name }, 0);
    this.count('raises_under_strain_total', {}, 0);
  }

  readonly seconds = new Histogram({ name: 'qingkong_request_seconds', help: 'Time to answer, by lane', labelNames: ['lane'], buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers: [this.registry] });

  count(name: string, labels: Labels = {}, by = 1): void {
    this.counters.get(name)!.inc(labels, by);
  }

  /** A figure that is read at the moment of the scrape; one that cannot be read then is not there, and is not told as nothing. */
  gauge(name: string, help: string, labelNames: readonly string[], collect: (gauge: Gauge) => void | Promise<void>): void {
    new Gauge({
      name: `qingkong_${name}`,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        this.reset();
        if (labelNames.length === 0) this.remove({});
        await collect(this);
      },
    });
  }

  private counter(name: string, help: string, labelNames: string[]): void {
    this.counters.set(name, new Counter({ name: `qingkong_${name}`, help, labelNames, registers: [this.registry] }));
  }
}
