import { defineRetirement } from '#platform';

defineRetirement({ deletes: 'notification_retire_stray_receipts', because: 'a report of arrival that fits no message of ours after thirty days is of somebody else’s message' });
