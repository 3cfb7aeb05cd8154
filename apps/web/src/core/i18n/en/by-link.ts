/** 免登签收: the page behind the link of a message. */
export default {
  title: 'Acknowledge the checklist',
  what: '{measures} measures',
  for: 'sent to {name}',
  means: 'Acknowledging says: the order has arrived and your unit begins to act. You need not sign in; the link works once, until {until}.',
  next: '{n} lines wait for your answer. Sign in to answer them one by one.',
  signIn: 'Sign in and open the checklist',
  signInInstead: 'Sign in',
  end: {
    done: { title: 'Acknowledged {at}', text: 'The server has it. The clock for acknowledging has stopped.' },
    used: { title: 'Acknowledged {at}', text: 'This link was used in the name of {name}. There is nothing left to press.' },
    acknowledged: { title: 'Acknowledged {at}', text: 'The checklist of {unit} is acknowledged already. There is nothing left to press.' },
    superseded: { title: 'A newer checklist was sent', text: 'A new version has replaced this one. Use the link in the latest message, or sign in.' },
    lifted: { title: 'The response has been lifted', text: 'Nothing is left to acknowledge. Sign in and stand down.' },
    expired: { title: 'This link is too old', text: 'It worked until {at}. Sign in, or ask the duty officer to send it again.' },
    forged: { title: 'This link is not right', text: 'It may not have been copied whole. Open it from the message itself, or sign in.' },
    contactEnded: { title: 'This link no longer works', text: 'The contact it was sent to is no longer in use. Sign in instead.' },
    nothing: { title: 'Nothing to acknowledge here', text: 'Sign in to read the message.' },
    tooMany: { title: 'Too many tries', text: 'Open the link again in a few minutes, or sign in.' },
  },
};
