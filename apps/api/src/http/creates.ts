import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

export const CREATES = 'qingkong:creates';

/** A request that creates: sent twice under one Idempotency-Key, it creates once and answers the same. */
export const Creates = (): MethodDecorator =>
  applyDecorators(SetMetadata(CREATES, 'required'), ApiHeader({ name: 'Idempotency-Key', required: true, description: 'A new UUID for each new thing; kept for ever.' }));

/** The key is honoured when it comes, and not asked for: the state of the thing itself stops a second effect. */
export const MayRepeat = (): MethodDecorator => applyDecorators(SetMetadata(CREATES, 'optional'), ApiHeader({ name: 'Idempotency-Key', required: false }));
