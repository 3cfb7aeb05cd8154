import type { DynamicModule, Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import { AirQualityModule, airQualityRows } from '#air-quality';
import { ChecklistModule, checklistRows } from '#checklist';
import { DirectoryModule, directoryRows } from '#directory';
import { DutyModule, dutyRows } from '#duty';
import { EvidenceModule, evidenceRows } from '#evidence';
import { IdentityModule, identityRows } from '#identity';
import { InspectionModule, inspectionRows } from '#inspection';
import { NotificationModule, notificationRows } from '#notification';
import { PlanModule, planRows } from '#plan';
import { Platform1795305600000, PlatformChecks1795406100000, PlatformRepairs1795401100000, PlatformRetention1795402200000, PlatformSweeps1795400101000, PlatformWatching1795400401000, RestoreEpoch1795400901000, Seal1795400900000, type Rows } from '#platform';
import { ReportModule, reportRows } from '#report';
import { ResponseModule, responseRows } from '#response';
import { WarningModule, warningRows } from '#warning';
import type { Context } from './story.js';

interface Chapter {
  readonly name: Context;
  readonly module: Type | DynamicModule;
  readonly rows: Rows;
}

/** The contexts that exist, in story order: what the api and the worker both load. */
export const CHAPTERS: readonly Chapter[] = [
  { name: 'directory', module: DirectoryModule, rows: directoryRows },
  { name: 'identity', module: IdentityModule, rows: identityRows },
  { name: 'evidence', module: EvidenceModule, rows: evidenceRows },
  { name: 'plan', module: PlanModule, rows: planRows },
  { name: 'notification', module: NotificationModule, rows: notificationRows },
  { name: 'air-quality', module: AirQualityModule, rows: airQualityRows },
  { name: 'warning', module: WarningModule, rows: warningRows },
  { name: 'response', module: ResponseModule, rows: responseRows },
  { name: 'checklist', module: ChecklistModule, rows: checklistRows },
  { name: 'inspection', module: InspectionModule, rows: inspectionRows },
  { name: 'duty', module: DutyModule, rows: dutyRows },
  { name: 'report', module: ReportModule, rows: reportRows },
];

export const ENTITIES: Type[] = CHAPTERS.flatMap((chapter) => chapter.rows.entities);

/** One timeline: migrations run in the order of their timestamps, which is story order for the first of each. */
export const MIGRATIONS: Type<MigrationInterface>[] = [Platform1795305600000, PlatformSweeps1795400101000, PlatformWatching1795400401000, Seal1795400900000, RestoreEpoch1795400901000, PlatformRepairs1795401100000, PlatformRetention1795402200000, PlatformChecks1795406100000, ...CHAPTERS.flatMap((chapter) => chapter.rows.migrations)];

/** Tables whose rows mean nothing on another server, or on this one at another time. A backup leaves them out. */
export const NOT_IN_BACKUPS: readonly string[] = ['platform_heartbeat', ...CHAPTERS.flatMap((chapter) => chapter.rows.notInBackups ?? [])];
