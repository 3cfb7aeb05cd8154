import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#platform';
import { Finds, Search, SearchFilter } from '#report';
import { Allow, EVERY_ROLE } from '../http/allow.js';
import { Me } from '../http/me.js';
import { Returns } from '../http/returns.js';

@ApiTags('search 查找')
@Controller('search')
export class SearchController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Allow(...EVERY_ROLE)
  @Returns(Finds)
  search(@Me() me: Actor, @Query() filter: SearchFilter) {
    return this.queries.execute(new Search(me, filter));
  }
}
