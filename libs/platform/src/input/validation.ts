import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { InputRefused, type FieldFault } from '../refusal.js';

/** Unknown fields are refused, not dropped: a typo in a field name must not lose what was meant. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InputRefused(errors.flatMap((error) => faultsOf(error, ''))),
  });

function faultsOf(error: ValidationError, path: string): FieldFault[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({ field, code, message }));
  return own.concat((error.children ?? []).flatMap((child) => faultsOf(child, field)));
}
