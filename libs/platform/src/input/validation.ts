import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { InputRefused, type FieldFault } from '../refusal.js';

/**
 * class-validator looks through everything that was ever declared, at each object; what a class declares does not change once it
 * is declared (measured: a twentieth of what an answer costs the api).
 */
function rememberDeclarations(): void {
  const storage = getMetadataStorage();
  const looked = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, ReturnType<typeof looked>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strict, groups) => {
    if (schema || always || strict || groups?.length) return looked(target, schema, always, strict, groups);
    const found = known.get(target) ?? looked(target, schema, always, strict, groups);
    known.set(target, found);
    return found;
  };
}

rememberDeclarations();

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
