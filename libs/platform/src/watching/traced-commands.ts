import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { currentAct } from '../act.js';
import { inSpan, isTracing } from './spans.js';

type Execute = (command: ICommand, context?: never) => Promise<unknown>;

/** Each command a span, with the number of its request: the same number stands in the journal and leads from a row to its trace. */
@Injectable()
export class TracedCommands implements OnApplicationBootstrap {
  constructor(private readonly commands: CommandBus) {}

  onApplicationBootstrap(): void {
    if (!isTracing()) return;
    const execute = this.commands.execute.bind(this.commands) as unknown as Execute;
    const traced: Execute = (command, context) =>
      inSpan(`command ${command.constructor.name}`, { 'qingkong.request_id': currentAct().requestId ?? '', 'qingkong.cause_id': currentAct().causeId ?? '' }, () => execute(command, context));
    Object.assign(this.commands, { execute: traced });
  }
}
