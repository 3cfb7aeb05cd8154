import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { CONTROLLERS } from '../../apps/api/src/api.module.js';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: object;
}

const OUTSIDE = ['healthz', 'readyz', 'metrics'];

/** Every route that the api really has, read from the controllers themselves. */
export const routes = (): Route[] => CONTROLLERS.flatMap((controller) => routesOf(controller));

function routesOf(controller: Type): Route[] {
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor' && Reflect.hasMetadata(METHOD_METADATA, prototype[name]!))
    .map((name) => {
      const handler = prototype[name]!;
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string;
      const whole = [base, path].map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean).join('/');
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]!;
      return { method, handler, path: OUTSIDE.includes(whole) ? `/${whole}` : `/api/v1/${whole}` };
    });
}
