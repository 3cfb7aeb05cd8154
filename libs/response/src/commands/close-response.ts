import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store } from '#platform';
import { close } from '../response.js';
import { ResponseEntity } from '../response.entity.js';

/** Sent by the checklists after the last stand-down. Closing twice is no error. */
export class CloseResponse extends Command<void> {
  constructor(readonly responseId: string) {
    super();
  }
}

@Handles(CloseResponse)
export class CloseResponseHandler implements ICommandHandler<CloseResponse> {
  constructor(private readonly store: Store) {}

  async execute({ responseId }: CloseResponse): Promise<void> {
    await this.store.change(ResponseEntity, responseId, (response, at) => close(response, at));
  }
}
