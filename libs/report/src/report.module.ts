import { Module } from '@nestjs/common';
import { AuditTrailHandler } from './queries/audit-trail.js';
import { SearchHandler } from './queries/search.js';
import { TimelineHandler } from './queries/timeline.js';

@Module({ providers: [TimelineHandler, AuditTrailHandler, SearchHandler] })
export class ReportModule {}
