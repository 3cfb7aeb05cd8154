import { Module } from '@nestjs/common';
import { AuditTrailHandler } from './queries/audit-trail.js';
import { JournalChecksHandler } from './queries/journal-checks.js';
import { SearchHandler } from './queries/search.js';
import { TimelineHandler } from './queries/timeline.js';

@Module({ providers: [TimelineHandler, AuditTrailHandler, JournalChecksHandler, SearchHandler] })
export class ReportModule {}
