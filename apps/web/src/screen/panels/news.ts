import type { JournalEntryView } from '../../core/api';

/** What only says that a device fetched something would push the news out of sight. */
const QUIET = new Set(['checklist.delivered', 'checklist.read', 'evidence.photo-kept', 'evidence.photo-shared', 'checklist.block-sent', 'warning.draft-edited']);

export const isNews = ({ type }: JournalEntryView): boolean => !QUIET.has(type);
