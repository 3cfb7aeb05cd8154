import type { Type } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommand, type ICommandHandler, type IQuery, type IQueryHandler } from '@nestjs/cqrs';

export interface HandlerMark {
  readonly message: Type;
  readonly handler: Type;
}

/** Every handler that was declared; the boot compares it with what was really provided. */
export const handlerMarks: HandlerMark[] = [];

/** `@CommandHandler`, remembered. Two handlers of one command, or a handler that no module provides, stop the boot. */
export const Handles =
  (command: Type<ICommand>) =>
  (target: Type<ICommandHandler>): void => {
    handlerMarks.push({ message: command, handler: target });
    CommandHandler(command)(target);
  };

/** `@QueryHandler`, remembered in the same way. */
export const Answers =
  (query: Type<IQuery>) =>
  (target: Type<IQueryHandler>): void => {
    handlerMarks.push({ message: query, handler: target });
    QueryHandler(query)(target);
  };
