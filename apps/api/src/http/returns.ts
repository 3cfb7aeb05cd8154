import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Facts, Id, Parts, Text } from '#platform';

class FieldProblem {
  @Text({ about: 'Path in the request body, e.g. items.0.photos' }) field!: string;
  @Text() code!: string;
  @Text() message!: string;
}

export class ProblemDocument {
  @Text() type!: string;
  @Text() title!: string;
  @Text({ about: 'HTTP status' }) status!: number;
  @Text({ about: 'Stable; the console translates it' }) code!: string;
  @Text() detail!: string;
  @Text({ about: 'Quote this when you ask for help' }) instance!: string;
  @Parts(() => FieldProblem, { optional: true }) errors?: FieldProblem[];
  @Facts({ optional: true }) facts?: Record<string, unknown>;
}

const refused = ApiResponse({ status: '4XX', description: 'Refused; nothing was kept', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDocument' } } } });

export class Created {
  @Id() id!: string;
}

/** What a route answers with, and its status. */
export const Returns = (type: Type, status = 200): MethodDecorator => applyDecorators(HttpCode(status), ApiResponse({ status, type }), refused);

export const ReturnsNothing = (): MethodDecorator => applyDecorators(HttpCode(204), ApiResponse({ status: 204 }), refused);
