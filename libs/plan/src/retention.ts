import { defineRetirement } from '#platform';

defineRetirement({ deletes: 'plan_retire_documents', because: 'an uploaded file that became no plan within a week was a mistake or was refused; one that became a plan stays for ever' });
