import { Module } from '@nestjs/common';
import { AuditTrailHandler } from './queries/audit-trail.js';
import { TimelineHandler } from './queries/timeline.js';

@Module({ providers: [TimelineHandler, AuditTrailHandler] })
export class ReportModule {}
