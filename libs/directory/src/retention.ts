import { defineRetirement } from '#platform';

defineRetirement({ deletes: 'directory_retire_contact_codes', because: 'a code is good for minutes; that the contact was verified, how and by whom stands in the contact and in the journal' });
