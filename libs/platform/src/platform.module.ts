import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { Environment } from '#config/environment';
import { BootCheck } from './boot-check.js';
import { ClockEngine } from './clocks/clock-engine.js';
import { Clock } from './clocks/clock.js';
import { Database } from './database/database.js';
import { openedDataSource, VIEWS } from './database/data-source.js';
import { Store } from './database/store.js';
import type { ProcessKind } from './database/pools.js';
import { Health } from './health.js';
import { Heartbeat } from './heartbeat.js';
import { Idempotency } from './idempotency.js';
import { JobRunner } from './jobs/job-runner.js';
import { QueueBackend } from './jobs/queue-backend.js';
import { Queues } from './jobs/queues.js';
import { Timetable } from './jobs/timetable.js';
import { BatchRunner } from './journal/batch-runner.js';
import { Bell } from './journal/bell.js';
import { DeadBatchesHandler, ReplayBatchesHandler } from './journal/dead-batches.js';
import { Feed } from './journal/feed.js';
import { Journal } from './journal/journal.js';
import { Relay } from './journal/relay.js';
import { SweepBatches } from './journal/sweep-batches.js';
import { Keys } from './keys.js';
import { Leadership } from './leading/leadership.js';
import { RetireHandler } from './retiring/retire.js';
import { AskForCheckHandler, WhenJournalCheckAsked } from './seal/checking/ask-for-check.js';
import { CheckBook } from './seal/checking/check-book.js';
import { CheckRunner } from './seal/checking/check-runner.js';
import { RunJournalCheckHandler } from './seal/checking/run-journal-check.js';
import { SweepChecks } from './seal/checking/sweep-checks.js';
import { SealExport } from './seal/seal-export.js';
import { Sealer } from './seal/sealer.js';
import { Seals } from './seal/seals.js';
import { SweepLeases } from './sweeping/sweep-leases.js';
import { Sweeper } from './sweeping/sweeper.js';
import { Chain } from './watching/chain.js';
import { EventLoop } from './watching/event-loop.js';
import { HandOverFigures } from './watching/hand-over-figures.js';
import { MachineFigures } from './watching/machine-figures.js';
import { Metrics } from './watching/metrics.js';
import { Tally } from './watching/tally.js';
import { TracedCommands } from './watching/traced-commands.js';

const shared = [BootCheck, Bell, Clock, Database, Feed, Health, Heartbeat, Idempotency, Journal, Keys, Leadership, QueueBackend, Queues, Seals, Store];
const watching = [Chain, EventLoop, HandOverFigures, MachineFigures, Metrics, Tally, TracedCommands];
const running = [BatchRunner, ClockEngine, DeadBatchesHandler, JobRunner, Relay, ReplayBatchesHandler, RetireHandler, SealExport, Sealer, SweepBatches, SweepLeases, Sweeper, Timetable];
const checking = [AskForCheckHandler, CheckBook, CheckRunner, RunJournalCheckHandler, SweepChecks, WhenJournalCheckAsked];

/** What every context stands on. Global, because a context should name its causes, not its plumbing. */
@Module({})
export class PlatformModule {
  static forRoot(environment: Environment, kind: ProcessKind, entities: Type[]): DynamicModule {
    const source = {
      provide: DataSource,
      useFactory: () => openedDataSource({ kind, url: environment.DATABASE_URL!, poolSize: environment.DATABASE_POOL, entities }),
    };
    const views = {
      provide: VIEWS,
      useFactory: () => (kind === 'api' ? openedDataSource({ kind, url: environment.DATABASE_URL!, poolSize: environment.DATABASE_VIEW_POOL, entities, name: 'views' }) : null),
    };
    const providers = [{ provide: Environment, useValue: environment }, source, views, ...shared, ...watching, ...running, ...checking];
    return { module: PlatformModule, global: true, imports: [CqrsModule.forRoot(), DiscoveryModule], providers, exports: [...providers, CqrsModule] };
  }
}
