/** What Acme's document says of its work, below its lines, people and contacts. */
export const WORK_OF_ACME = `responders:
  - { name: prices, line: "+15550100", kind: keyword, words: [price, cost], reply: "From 5 dollars.", actions: [tag=lead] }
  - { name: closed, line: null, kind: away, reply: "We are back at 9.", cooldown: 1d }
  - { line: "+15550100", kind: help, reply: "Acme: call us. STOP ends this." }
conversations:
  - line: "+15550100"
    contact: "+16175550100"
    state: ended
    category: sales
    messages:
      - { at: 2026-11-20T15:00:00Z, kind: in, body: Hello }
      - { at: 2026-11-20T15:01:00Z, kind: reply, body: Hi Di }
      - { at: 2026-11-20T15:02:00Z, kind: in, body: Bye }
  - { line: "+15550100", contact: "+16175550101", state: claimed, claimedBy: bo@acme.com, messages: [{ at: 2026-11-20T16:00:00Z, kind: in, body: Anyone? }] }
blasts:
  - { name: spring, line: "+15550100", body: "Hi {first_name|there}", lists: [VIP], state: draft }
  - { name: summer, line: "+15550100", body: "Hi {first_name|there}", lists: [VIP], state: scheduled, at: 2026-12-01T17:00:00Z }
`;
