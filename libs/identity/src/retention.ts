import { defineRetirement } from '#platform';

defineRetirement({ deletes: 'identity_retire_sessions', because: 'who was signed in when, and with which browser, is kept for the six months that 网络安全法 asks of network logs' });
defineRetirement({ deletes: 'identity_retire_invitations', because: 'a link that was used or has run out opens nothing; the journal says who invited whom' });
