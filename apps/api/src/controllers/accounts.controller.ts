import { Body, Controller, Delete, Get, Param, Post, Query, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AccountPage, Accounts, AccountsFilter, AccountState, Approvers, ApproverList, CreateAccount, EndSession, EndSessions, GrantRole, InviteAccount, NewAccount, NewGrant, OpenSessions, RevokeRole, SessionList, SetAccountActive, SilentUnitPage, SilentUnits, ROLES, type Role } from '#identity';
import { Count, InputRefused, Instant, Paging, Text, type Actor } from '#platform';
import { Allow } from '../http/allow.js';
import { Creates } from '../http/creates.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Created, Returns, ReturnsNothing } from '../http/returns.js';

export class InvitationView {
  @Text({ about: 'Secret part of the link /invitation#token; shown once' }) token!: string;
  @Instant() useBy!: Date;
}

export class SessionsEnded {
  @Count() ended!: number;
}


@ApiTags('accounts 账号')
@Controller()
export class AccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('accounts')
  @Allow('system-admin', 'security-admin', 'audit-admin')
  @Returns(AccountPage)
  listAccounts(@Me() me: Actor, @Query() filter: AccountsFilter) {
    return this.queries.execute(new Accounts(me, filter));
  }

  @Post('accounts')
  @Allow('system-admin')
  @Creates()
  @Returns(Created, 201)
  createAccount(@Me() me: Actor, @Body() input: NewAccount) {
    return this.commands.execute(new CreateAccount(me, input));
  }

  @Post('accounts/:id/state')
  @Allow('system-admin', 'security-admin')
  @ReturnsNothing()
  setAccountActive(@Me() me: Actor, @Param('id') id: string, @Body() input: AccountState) {
    return this.commands.execute(new SetAccountActive(me, id, input));
  }

  @Post('accounts/:id/invitation')
  @Allow('security-admin', 'system-admin')
  @Returns(InvitationView, 201)
  inviteAccount(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new InviteAccount(me, id));
  }

  @Post('accounts/:id/roles')
  @Allow('security-admin')
  @ReturnsNothing()
  grantRole(@Me() me: Actor, @Param('id') id: string, @Body() input: NewGrant) {
    return this.commands.execute(new GrantRole(me, id, input));
  }

  @Delete('accounts/:id/roles/:role')
  @Allow('security-admin')
  @ReturnsNothing()
  revokeRole(@Me() me: Actor, @Param('id') id: string, @Param('role') role: string) {
    if (!isRole(role)) throw new InputRefused([{ field: 'role', code: 'isIn', message: 'Unknown role.' }]);
    return this.commands.execute(new RevokeRole(me, id, role));
  }

  @Post('accounts/:id/sessions/end')
  @Allow('security-admin')
  @Returns(SessionsEnded)
  endSessions(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new EndSessions(me, id));
  }

  @Get('accounts/:id/sessions')
  @Allow('security-admin')
  @Returns(SessionList)
  listSessions(@Me() me: Actor, @Req() request: FastifyRequest, @Param('id') id: string) {
    return this.queries.execute(new OpenSessions(me, request.presence!.session.id, id));
  }

  @Post('accounts/:id/sessions/:sessionId/end')
  @Allow('security-admin')
  @ReturnsNothing()
  endSession(@Me() me: Actor, @Param('id') id: string, @Param('sessionId') sessionId: string) {
    return this.commands.execute(new EndSession(me, id, sessionId));
  }

  /** 无可用账号的单位: on the list that is always in sight. */
  @Get('accounts/missing')
  @Allow('duty-officer', 'system-admin')
  @Returns(SilentUnitPage)
  listSilentUnits(@Me() me: Actor, @Query() paging: Paging) {
    return this.queries.execute(new SilentUnits(me, paging));
  }

  /** Who may sign a warning: for writing down an approval by telephone. */
  @Get('approvers')
  @InLane('raise')
  @Allow('duty-officer')
  @Returns(ApproverList)
  listApprovers(@Me() me: Actor) {
    return this.queries.execute(new Approvers(me));
  }
}

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);
