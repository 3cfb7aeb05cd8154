import type { Rows } from '#platform';
import { ContactEntity } from './contact.entity.js';
import { GroupEntity, GroupRuleEntity } from './group.entity.js';
import { JurisdictionEntity } from './jurisdiction.entity.js';
import { Directory1795305601000 } from './migrations/1795305601000-directory.js';
import { Contacts1795400150000 } from './migrations/1795400150000-contacts.js';
import { DirectoryRetention1795402210000 } from './migrations/1795402210000-retention.js';
import { DirectoryReach1795402211000 } from './migrations/1795402211000-reach.js';
import { DirectoryAbove1795404400000 } from './migrations/1795404400000-above.js';
import { Search1795402100000 } from './migrations/1795402100000-search.js';
import { UnitPlace1795404200000 } from './migrations/1795404200000-place.js';
import { KeptDirectory1795404600000 } from './migrations/1795404600000-kept-directory.js';
import { UnitAttributes1795405100000 } from './migrations/1795405100000-attributes.js';
import { DirectoryStatistics1795406200000 } from './migrations/1795406200000-statistics.js';
import { PersonEntity } from './person.entity.js';
import { ShiftEntity } from './shift.entity.js';
import { UnitEntity } from './unit.entity.js';
import './retention.js';

export * from './commands/ask-contact-code.js';
export * from './commands/change-person.js';
export * from './commands/change-shift.js';
export * from './commands/change-unit.js';
export * from './commands/define-group.js';
export * from './commands/define-groups.js';
export * from './commands/end-contact.js';
export * from './commands/found-jurisdiction.js';
export * from './commands/plan-shifts.js';
export * from './commands/register-contact.js';
export * from './commands/register-person.js';
export * from './commands/register-unit.js';
export * from './commands/verify-contact.js';
export * from './commands/vouch-for-contact.js';
export * from './contact.events.js';
export * from './contact.js';
export * from './contact.refusals.js';
export * from './contact-codes.js';
export * from './directory.events.js';
export * from './directory.module.js';
export * from './directory.refusals.js';
export * from './outline/district-outlines.js';
export * from './outline/outline.js';
export * from './queries/contacts.js';
export * from './queries/district-outline.js';
export * from './queries/group-rules.js';
export * from './queries/groups.js';
export * from './queries/people.js';
export * from './queries/shifts.js';
export * from './queries/units-out-of-reach.js';
export * from './queries/units.js';
export * from './unit.js';

export const directoryRows: Rows = {
  entities: [JurisdictionEntity, UnitEntity, GroupEntity, GroupRuleEntity, PersonEntity, ContactEntity, ShiftEntity],
  migrations: [Directory1795305601000, Contacts1795400150000, Search1795402100000, DirectoryRetention1795402210000, DirectoryReach1795402211000, UnitPlace1795404200000, DirectoryAbove1795404400000, KeptDirectory1795404600000, UnitAttributes1795405100000, DirectoryStatistics1795406200000],
};
