/** What the reader of YAML complains of, as people are told: a code of ours, a sentence and what to write instead. */
interface Told {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
  /** Whether it is about something that was opened before, and never closed. */
  readonly isOpen?: boolean;
}

const told = (code: string, message: string, suggestion: string | null = null): Told => ({ code, message, suggestion });

const KNOWN: Readonly<Record<string, Told>> = {
  TAB_AS_INDENT: told('tab-indent', 'a tab stands where the line begins', 'indent with blanks'),
  MULTIPLE_DOCS: told('several-documents', 'a second document begins here', 'keep one in a file: each file is one'),
  BAD_ALIAS: told('unknown-alias', 'this alias names nothing'),
  BAD_INDENT: told(
    'bad-indent',
    'this stands neither under what is above it nor beside it',
    'indent it as its neighbours are',
  ),
  MULTILINE_IMPLICIT_KEY: told(
    'bad-indent',
    'a key goes on over the end of its line',
    'is a “:” missing, or is it indented too far?',
  ),
  BLOCK_AS_IMPLICIT_KEY: told('bad-indent', 'a second “: ” stands in one line', 'put the value in quotes'),
  BAD_DQ_ESCAPE: told('bad-escape', 'this backslash begins nothing that is known', 'double it, or use single quotes'),
  BAD_SCALAR_START: told('needs-quotes', 'no text begins with this character', 'put the text in quotes'),
  BAD_DIRECTIVE: told('bad-yaml', 'this directive means nothing here', 'leave it out'),
  TAG_RESOLVE_FAILED: told('bad-yaml', 'this tag means nothing here', 'leave it out'),
  RESOURCE_EXHAUSTION: told('too-deep', 'lists and maps stand in each other too deeply to be read'),
};

/** What the reader's code, its sentence and the stretch that it is about come to. */
export function yamlFault(code: string, message: string, stretch: string): Told {
  if (code === 'MISSING_CHAR' && /quote/i.test(message)) {
    return { ...told('unclosed-quote', 'this quote is never closed', 'close it'), isOpen: true };
  }
  if (/^Flow (map|sequence)/i.test(message)) {
    return { ...told('unclosed-bracket', 'this bracket is never closed', 'close it'), isOpen: true };
  }
  const known = KNOWN[code];
  if (known !== undefined) return known;
  if (code === 'MISSING_CHAR') return told('missing-character', plain(message));
  return told('bad-yaml', `${plain(message)}${stretch.length > 0 && stretch.length < 30 ? `: ${stretch.trim()}` : ''}`);
}

const plain = (message: string): string => `${message.charAt(0).toLowerCase()}${message.slice(1)}`.replace(/\.$/, '');
