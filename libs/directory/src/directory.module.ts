import { Module } from '@nestjs/common';
import { ChangeUnitHandler } from './commands/change-unit.js';
import { DefineGroupHandler } from './commands/define-group.js';
import { FoundJurisdictionHandler } from './commands/found-jurisdiction.js';
import { PlanShiftsHandler } from './commands/plan-shifts.js';
import { RegisterPersonHandler } from './commands/register-person.js';
import { RegisterUnitHandler } from './commands/register-unit.js';
import { GroupsHandler } from './queries/groups.js';
import { PeopleHandler } from './queries/people.js';
import { UnitsHandler } from './queries/units.js';

@Module({
  providers: [
    FoundJurisdictionHandler,
    RegisterUnitHandler,
    ChangeUnitHandler,
    DefineGroupHandler,
    RegisterPersonHandler,
    PlanShiftsHandler,
    UnitsHandler,
    GroupsHandler,
    PeopleHandler,
  ],
})
export class DirectoryModule {}
