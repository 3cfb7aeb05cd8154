import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CHAPTERS, ENTITIES } from '#config/contexts';
import type { Environment } from '#config/environment';
import { PlatformModule } from '#platform';
import { AccountsController } from './controllers/accounts.controller.js';
import { AcknowledgementsController } from './controllers/acknowledgements.controller.js';
import { AirQualityController } from './controllers/air-quality.controller.js';
import { ChannelsController } from './controllers/channels.controller.js';
import { ChecklistsController } from './controllers/checklists.controller.js';
import { ContactsController } from './controllers/contacts.controller.js';
import { DirectoryController } from './controllers/directory.controller.js';
import { DutyController } from './controllers/duty.controller.js';
import { EvidenceController } from './controllers/evidence.controller.js';
import { HealthController } from './controllers/health.controller.js';
import { HolidaysController } from './controllers/holidays.controller.js';
import { InboxController } from './controllers/inbox.controller.js';
import { InspectionController } from './controllers/inspection.controller.js';
import { PlanEditingController } from './controllers/plan-editing.controller.js';
import { PlanDocumentsController } from './controllers/plan-documents.controller.js';
import { PlansController } from './controllers/plans.controller.js';
import { ReportController } from './controllers/report.controller.js';
import { ChartsController } from './controllers/charts.controller.js';
import { ResponsesController } from './controllers/responses.controller.js';
import { RosterController } from './controllers/roster.controller.js';
import { SearchController } from './controllers/search.controller.js';
import { SessionController } from './controllers/session.controller.js';
import { WarningsController } from './controllers/warnings.controller.js';
import { ActInterceptor } from './http/act.interceptor.js';
import { Drain } from './http/drain.js';
import { FeedStream } from './http/feed-stream.js';
import { Lanes } from './http/load/lanes.js';
import { LimitGuard } from './http/load/limit.guard.js';
import { Limits } from './http/load/limits.js';
import { SessionGuard } from './http/session.guard.js';

export const CONTROLLERS = [
  SessionController,
  WarningsController,
  ResponsesController,
  ChartsController,
  ChecklistsController,
  AcknowledgementsController,
  EvidenceController,
  AirQualityController,
  InspectionController,
  PlanDocumentsController,
  PlanEditingController,
  PlansController,
  HolidaysController,
  DirectoryController,
  ContactsController,
  AccountsController,
  DutyController,
  InboxController,
  ChannelsController,
  ReportController,
  RosterController,
  SearchController,
  HealthController,
];

/** The door: HTTP in, command or query out. No decisions here. */
@Module({})
export class ApiModule {
  static forRoot(environment: Environment): DynamicModule {
    return {
      module: ApiModule,
      imports: [PlatformModule.forRoot(environment, 'api', ENTITIES), ...CHAPTERS.map((chapter) => chapter.module)],
      controllers: CONTROLLERS,
      providers: [Drain, FeedStream, Lanes, Limits, { provide: APP_GUARD, useClass: SessionGuard }, { provide: APP_GUARD, useClass: LimitGuard }, { provide: APP_INTERCEPTOR, useClass: ActInterceptor }],
    };
  }
}
