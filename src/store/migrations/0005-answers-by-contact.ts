/** Who was answered lately is looked up by contact, whichever responder answered. */
export const answersByContact = (): readonly string[] => [
  'create index responder_answers_by_contact on responder_answers (workspace_id, contact_id)',
];
