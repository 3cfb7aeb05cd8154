import type { CustomDecorator } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** What a request is worth to a city in need, the most important first. */
export const DOOR_LANES = ['raise', 'answer', 'view', 'export'] as const;
export type DoorLane = (typeof DOOR_LANES)[number];

/**
 * The lane of a route. Without it a route that reads is a view and a route that changes something is an answer, so that a new
 * route is never above its rank by forgetting. `free` is outside of all lanes: health, and the feed with caps of its own.
 */
export const InLane = (lane: DoorLane | 'free'): CustomDecorator => RouteConfig({ lane });

/** A route by which somebody without a session gets one: an answer by rank, and failures count against the address. */
export const OpensSession = (): CustomDecorator => RouteConfig({ lane: 'answer', opensSession: true });

declare module 'fastify' {
  interface FastifyContextConfig {
    lane?: DoorLane | 'free';
    opensSession?: boolean;
  }
}

export const laneOf = (method: string, declared: DoorLane | 'free' | undefined): DoorLane | 'free' => declared ?? (READS.has(method) ? 'view' : 'answer');

/** Files of the console and addresses that lead nowhere cost no database, the queues' board has connections of its own: they are in no lane. */
export const laneOfRequest = (request: FastifyRequest): DoorLane | 'free' =>
  request.is404 || !LANED.test(request.url) ? 'free' : laneOf(request.method, request.routeOptions.config.lane);

const LANED = /^\/api\/(v1\/|openapi\.json)/;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
