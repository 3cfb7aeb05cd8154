import { COMMAND_ROLES, UNIT_ROLES, type Role } from '#identity';
import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const ALLOWED = 'qingkong:allowed';
export const ANYONE = 'anyone';

/** Which roles may use a route. A route without this answers nobody: forgetting it is not a hole. */
export const Allow = (...roles: readonly Role[]): CustomDecorator => SetMetadata(ALLOWED, roles);

/** A route for people who have not signed in. */
export const Anyone = (): CustomDecorator => SetMetadata(ALLOWED, ANYONE);

export const ON_WALL = 'qingkong:on-wall';

/** A route that the wall reads: sessions that only look at it may use no other. */
export const OnWall = (): CustomDecorator => SetMetadata(ON_WALL, true);

export const COMMAND = COMMAND_ROLES;
export const UNITS = UNIT_ROLES;
export const FIELD: readonly Role[] = [...COMMAND_ROLES, ...UNIT_ROLES, 'inspector'];
export const EVERY_ROLE: readonly Role[] = [...FIELD, 'system-admin', 'security-admin', 'audit-admin'];
