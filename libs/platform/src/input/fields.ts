import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type as Typed } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** One decorator per field says three things at once: what is accepted, how it is documented, and what type the client gets. */
interface Common {
  optional?: boolean;
  nullable?: boolean;
  /** Meaning and unit, for the API document. */
  about?: string;
}

const doc = ({ optional, nullable, about }: Common, rest: ApiPropertyOptions): PropertyDecorator[] => {
  const property = ApiProperty({ required: !optional, nullable: nullable ?? false, ...(about ? { description: about } : {}), ...rest } as ApiPropertyOptions);
  return optional || nullable ? [property, IsOptional()] : [property];
};

export const Text = (o: Common & { min?: number; max?: number; pattern?: RegExp } = {}): PropertyDecorator =>
  applyDecorators(
    ...doc(o, { type: String, minLength: o.min ?? 1, maxLength: o.max ?? 500 }),
    IsString(),
    Length(o.min ?? 1, o.max ?? 500),
    ...(o.pattern ? [Matches(o.pattern)] : []),
  );

export const TextList = (o: Common & { max?: number; each?: number; atLeast?: number } = {}): PropertyDecorator =>
  applyDecorators(
    ...doc(o, { type: [String], maxItems: o.max ?? 100 }),
    IsArray(),
    ArrayMinSize(o.atLeast ?? 0),
    ArrayMaxSize(o.max ?? 100),
    IsString({ each: true }),
    Length(1, o.each ?? 200, { each: true }),
  );

export const Choice = (values: readonly string[], o: Common & { name?: string } = {}): PropertyDecorator =>
  applyDecorators(...doc(o, { enum: [...values], ...(o.name ? { enumName: o.name } : {}) }), IsIn(values));

export const ChoiceList = (values: readonly string[], o: Common & { name?: string; max?: number; atLeast?: number } = {}): PropertyDecorator =>
  applyDecorators(
    ...doc(o, { enum: [...values], isArray: true, ...(o.name ? { enumName: o.name } : {}) }),
    IsArray(),
    ArrayMinSize(o.atLeast ?? 0),
    ArrayMaxSize(o.max ?? 100),
    IsIn(values, { each: true }),
  );

const ID = /^([0-9]{1,18}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** An identity as the API writes it: a whole number in digits, or a UUID. Always a string. */
export const Id = (o: Common = {}): PropertyDecorator => applyDecorators(...doc(o, { type: String, pattern: ID.source }), IsString(), Matches(ID));

export const IdList = (o: Common & { max?: number; atLeast?: number } = {}): PropertyDecorator =>
  applyDecorators(
    ...doc(o, { type: [String], maxItems: o.max ?? 100 }),
    IsArray(),
    ArrayMinSize(o.atLeast ?? 0),
    ArrayMaxSize(o.max ?? 100),
    Matches(ID, { each: true }),
  );

/** An instant with its offset, e.g. 2026-11-23T12:00:00+08:00. Without an offset it would mean another hour elsewhere. */
export const Instant = (o: Common = {}): PropertyDecorator =>
  applyDecorators(
    ...doc(o, { type: String, format: 'date-time' }),
    IsISO8601({ strict: true }),
    Matches(/T.*(Z|[+-]\d{2}:\d{2})$/, { message: '$property must carry an offset, e.g. 2026-11-23T12:00:00+08:00' }),
  );

export const Day = (o: Common = {}): PropertyDecorator =>
  applyDecorators(...doc(o, { type: String, format: 'date' }), IsISO8601({ strict: true }), Matches(/^\d{4}-\d{2}-\d{2}$/));

export const Count = (o: Common & { min?: number; max?: number } = {}): PropertyDecorator =>
  applyDecorators(...doc(o, { type: 'integer', minimum: o.min ?? 0, maximum: o.max ?? 1_000_000_000 }), IsInt(), Min(o.min ?? 0), Max(o.max ?? 1_000_000_000));

export const CountList = (o: Common & { min?: number; max?: number; atMost?: number } = {}): PropertyDecorator =>
  applyDecorators(
    ...doc(o, { type: [Number], maxItems: o.atMost ?? 100 }),
    IsArray(),
    ArrayMaxSize(o.atMost ?? 100),
    IsInt({ each: true }),
    Min(o.min ?? 0, { each: true }),
    Max(o.max ?? 1_000_000_000, { each: true }),
  );

export const Decimal = (o: Common & { min?: number; max?: number } = {}): PropertyDecorator =>
  applyDecorators(
    ...doc(o, { type: Number, ...(o.min === undefined ? {} : { minimum: o.min }), ...(o.max === undefined ? {} : { maximum: o.max }) }),
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(o.min ?? -1e15),
    Max(o.max ?? 1e15),
  );

export const Flag = (o: Common = {}): PropertyDecorator => applyDecorators(...doc(o, { type: Boolean }), IsBoolean());

export const Part = (type: () => Type, o: Common = {}): PropertyDecorator =>
  applyDecorators(...doc(o, { type: () => type() }), ValidateNested(), Typed(type));

export const Parts = (type: () => Type, o: Common & { max?: number; atLeast?: number } = {}): PropertyDecorator =>
  applyDecorators(
    // Swagger takes a function for a lazy type only when it is called `type`, as it is here.
    ...doc(o, { type: () => type(), isArray: true, maxItems: o.max ?? 1000 }),
    IsArray(),
    ArrayMinSize(o.atLeast ?? 0),
    ArrayMaxSize(o.max ?? 1000),
    ValidateNested({ each: true }),
    Typed(type),
  );

/** Free facts, documented as an open object. For answers only: input of this kind is not accepted anywhere. */
export const Facts = (o: Common = {}): PropertyDecorator => applyDecorators(...doc(o, { type: 'object', additionalProperties: true }));
