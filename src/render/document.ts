import { batches, isArriving } from './rows.ts';
import { safeJson } from './safe.ts';
import { type Plain, yamlItem, yamlMap, yamlText } from './yaml.ts';

/** A part of a document by its key: a map, or a list that may still be arriving. */
export type DocumentPart = readonly [
  key: string,
  value: { readonly [key: string]: Plain } | readonly Plain[] | AsyncIterable<Plain>,
];

const BATCH = 500;

/** A document as YAML, in pieces, a blank line between its parts. `commentOf` says what stands above a part. */
export async function* yamlDocument(
  parts: readonly DocumentPart[],
  commentOf: (key: string) => string | undefined,
): AsyncGenerator<string> {
  let isFirst = true;
  for (const [key, value] of parts) {
    const comment = commentOf(key);
    const head = `${isFirst ? '' : '\n'}${comment === undefined ? '' : `# ${comment}\n`}${yamlText(key)}:`;
    isFirst = false;
    if (!isListed(value)) {
      yield `${head}\n${yamlMap(value, '  ')}`;
      continue;
    }
    let before = `${head}\n`;
    let isEmpty = true;
    for await (const batch of batches(value, BATCH)) {
      if (batch.length === 0) continue;
      yield before + batch.map((item) => yamlItem(item, '  ')).join('');
      before = '';
      isEmpty = false;
    }
    if (isEmpty) yield `${head} []\n`;
  }
}

/** The lines of a short document as YAML, all of it at hand. */
export const yamlLines = (document: { readonly [part: string]: Plain }): readonly string[] =>
  Object.entries(document).flatMap(([key, value], i) => {
    const text = yamlMap({ [key]: value }, '');
    return [...(i === 0 ? [] : ['']), ...text.slice(0, -1).split('\n')];
  });

/** The same as JSON, indented by two. */
export async function* jsonDocument(parts: readonly DocumentPart[]): AsyncGenerator<string> {
  let before = '{';
  for (const [key, value] of parts) {
    const head = `${before}\n  ${JSON.stringify(key)}: `;
    before = ',';
    if (!isListed(value)) {
      yield safeJson(head + indented(value, '  '));
      continue;
    }
    let open = `${head}[`;
    for await (const batch of batches(value, BATCH)) {
      if (batch.length === 0) continue;
      yield safeJson(`${open}\n    ${batch.map((item) => indented(item, '    ')).join(',\n    ')}`);
      open = ',';
    }
    yield open === ',' ? '\n  ]' : `${open}]`;
  }
  yield '\n}\n';
}

const indented = (value: Plain, margin: string): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${margin}`);

const isListed = (value: DocumentPart[1]): value is readonly Plain[] | AsyncIterable<Plain> =>
  Array.isArray(value) || isArriving(value);
