import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '#config/environment';
import { AcceptInvitation, Acceptance, ChangePassword, Credentials, Me as WhoAmI, MeView, OpenWall, PasswordChange, Sessions, SignIn, SignOut } from '#identity';
import { Text } from '#platform';
import { Allow, Anyone, COMMAND, EVERY_ROLE } from '../http/allow.js';
import { NotSignedIn } from '../http/http.refusals.js';
import { InLane, OpensSession } from '../http/load/lane.js';
import { Returns, ReturnsNothing } from '../http/returns.js';
import { clearSessionCookie, SESSION_COOKIE, setSessionCookie } from '../http/session-cookie.js';

export class Accepted {
  @Text() username!: string;
}

@ApiTags('session 会话')
@Controller()
export class SessionController {
  private readonly secure: boolean;

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sessions: Sessions,
    environment: Environment,
  ) {
    this.secure = environment.PUBLIC_URL?.startsWith('https:') ?? false;
  }

  @Post('session')
  @OpensSession()
  @Anyone()
  @Returns(MeView)
  async signIn(@Body() input: Credentials, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { token, endsBy } = await this.commands.execute(new SignIn(input, request.headers['user-agent'] ?? null));
    // Whoever signs in on the machine of a wall takes its place: nobody holds the token of that session any more.
    if (request.presence?.session.wall) await this.commands.execute(new SignOut(request.cookies[SESSION_COOKIE]!));
    setSessionCookie(reply, token, endsBy, this.secure);
    const presence = await this.sessions.actorOf(token);
    if (!presence) throw new NotSignedIn();
    return this.queries.execute(new WhoAmI(presence));
  }

  /** Who is signed in; 204 when nobody is: to ask that is no fault, and a browser writes every 401 into its console. */
  @Get('session')
  @InLane('answer')
  @Anyone()
  @Returns(MeView)
  async getSession(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    if (request.presence) return this.queries.execute(new WhoAmI(request.presence));
    void reply.status(204);
  }

  @Delete('session')
  @Anyone()
  @ReturnsNothing()
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = request.cookies[SESSION_COOKIE];
    if (token) await this.commands.execute(new SignOut(token));
    clearSessionCookie(reply, this.secure);
  }

  /** 改为大屏会话: this browser only looks at the wall from now on, for thirty days, and may do nothing else. */
  @Post('session/wall')
  @Allow(...COMMAND)
  @ReturnsNothing()
  async openWall(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { token, endsBy } = await this.commands.execute(new OpenWall(request.presence!, request.cookies[SESSION_COOKIE]!, request.headers['user-agent'] ?? null));
    setSessionCookie(reply, token, endsBy, this.secure);
  }

  @Post('session/password')
  @Allow(...EVERY_ROLE)
  @ReturnsNothing()
  changePassword(@Req() request: FastifyRequest, @Body() input: PasswordChange) {
    const { actor, session } = request.presence!;
    return this.commands.execute(new ChangePassword(actor, session.id, input));
  }

  /** 一次性链接: sets the password of an account that was invited. */
  @Post('invitations/accept')
  @OpensSession()
  @Anyone()
  @Returns(Accepted)
  acceptInvitation(@Body() input: Acceptance) {
    return this.commands.execute(new AcceptInvitation(input));
  }
}
