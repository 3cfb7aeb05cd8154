import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  CodeReceived,
  ContactPage,
  Contacts,
  ContactsFilter,
  EndContact,
  NewContact,
  RegisterContact,
  UnitOutOfReachPage,
  UnitsFilter,
  UnitsOutOfReach,
  VerifyContact,
  VouchForContact,
} from '#directory';
import { CodeSent, SendContactCode } from '#notification';
import type { Actor } from '#platform';
import { Allow, COMMAND, OnWall } from '../http/allow.js';
import { Creates } from '../http/creates.js';
import { Me } from '../http/me.js';
import { Created, Returns, ReturnsNothing } from '../http/returns.js';

const KEEPERS = ['system-admin', 'duty-officer', 'unit-head'] as const;

@ApiTags('contacts 联系方式')
@Controller('contacts')
export class ContactsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow(...COMMAND, 'system-admin', 'unit-head')
  @Returns(ContactPage)
  listContacts(@Me() me: Actor, @Query() filter: ContactsFilter) {
    return this.queries.execute(new Contacts(me, filter));
  }

  @OnWall()
  @Get('missing')
  @Allow(...COMMAND, 'system-admin')
  @Returns(UnitOutOfReachPage)
  listUnitsOutOfReach(@Me() me: Actor, @Query() filter: UnitsFilter) {
    return this.queries.execute(new UnitsOutOfReach(me, filter));
  }

  @Post()
  @Allow(...KEEPERS)
  @Creates()
  @Returns(Created, 201)
  registerContact(@Me() me: Actor, @Body() input: NewContact) {
    return this.commands.execute(new RegisterContact(me, input));
  }

  @Post(':id/end')
  @Allow(...KEEPERS)
  @ReturnsNothing()
  endContact(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new EndContact(me, id));
  }

  /** Sends six digits to the contact itself. */
  @Post(':id/code')
  @Allow(...KEEPERS)
  @Returns(CodeSent)
  askContactCode(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new SendContactCode(me, id));
  }

  @Post(':id/verify')
  @Allow(...KEEPERS)
  @ReturnsNothing()
  verifyContact(@Me() me: Actor, @Param('id') id: string, @Body() input: CodeReceived) {
    return this.commands.execute(new VerifyContact(me, id, input));
  }

  /** 回拨核实: I rang back, and it is right. */
  @Post(':id/called-back')
  @Allow(...KEEPERS)
  @ReturnsNothing()
  vouchForContact(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new VouchForContact(me, id));
  }
}
