import { Module } from '@nestjs/common';
import { AskContactCodeHandler } from './commands/ask-contact-code.js';
import { ChangePersonHandler } from './commands/change-person.js';
import { ChangeShiftHandler } from './commands/change-shift.js';
import { ChangeUnitHandler } from './commands/change-unit.js';
import { DefineGroupHandler } from './commands/define-group.js';
import { DefineGroupsHandler } from './commands/define-groups.js';
import { EndContactHandler } from './commands/end-contact.js';
import { FoundJurisdictionHandler } from './commands/found-jurisdiction.js';
import { PlanShiftsHandler } from './commands/plan-shifts.js';
import { RegisterContactHandler } from './commands/register-contact.js';
import { RegisterPersonHandler } from './commands/register-person.js';
import { RegisterUnitHandler } from './commands/register-unit.js';
import { VerifyContactHandler } from './commands/verify-contact.js';
import { VouchForContactHandler } from './commands/vouch-for-contact.js';
import { ContactCodes } from './contact-codes.js';
import { DistrictOutlines } from './outline/district-outlines.js';
import { ContactsHandler } from './queries/contacts.js';
import { DistrictOutlineHandler } from './queries/district-outline.js';
import { GroupsHandler } from './queries/groups.js';
import { GroupRulesHandler } from './queries/group-rules.js';
import { PeopleHandler } from './queries/people.js';
import { ShiftsHandler } from './queries/shifts.js';
import { UnitsOutOfReachHandler } from './queries/units-out-of-reach.js';
import { UnitsHandler } from './queries/units.js';

@Module({
  providers: [
    FoundJurisdictionHandler,
    RegisterUnitHandler,
    ChangeUnitHandler,
    ChangePersonHandler,
    ChangeShiftHandler,
    DefineGroupHandler,
    DefineGroupsHandler,
    RegisterPersonHandler,
    PlanShiftsHandler,
    RegisterContactHandler,
    EndContactHandler,
    AskContactCodeHandler,
    VerifyContactHandler,
    VouchForContactHandler,
    ContactCodes,
    DistrictOutlines,
    ContactsHandler,
    DistrictOutlineHandler,
    UnitsOutOfReachHandler,
    UnitsHandler,
    GroupsHandler,
    GroupRulesHandler,
    PeopleHandler,
    ShiftsHandler,
  ],
  exports: [ContactCodes],
})
export class DirectoryModule {}
