import { XMLParser } from 'fast-xml-parser';

/** An element: its text under `#text`, attributes under `@name`, children by name; repeated ones as arrays. */
export type XmlNode = { readonly [name: string]: XmlNode | readonly XmlNode[] | string | undefined };

const DEEPEST = 60;

/** The text of an XML file by its byte order mark, else UTF-8. */
export function xmlText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * Parses XML without namespaces prefixes and without entities (a file that declares its own can blow up or reach
 * out). Null where it is not well formed.
 */
export function parseXml(text: string): XmlNode | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return null;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    maxNestedTags: DEEPEST,
  });
  try {
    return parser.parse(text, true) as XmlNode;
  } catch {
    // The parser throws for everything that is not well formed; which error it was helps nobody.
    return null;
  }
}

/** The elements reached from a node by a path of names. */
export function elements(node: XmlNode | undefined, ...path: readonly string[]): XmlNode[] {
  let found: XmlNode[] = node === undefined ? [] : [node];
  for (const name of path) {
    found = found.flatMap((each) => {
      const next = each[name];
      if (next === undefined || typeof next === 'string') return next === undefined ? [] : [{ '#text': next }];
      return isList(next) ? next.map((item) => (typeof item === 'string' ? { '#text': item } : item)) : [next];
    });
  }
  return found;
}

function isList(value: XmlNode | readonly XmlNode[]): value is readonly XmlNode[] {
  return Array.isArray(value);
}

/** Text of the first element at the path; null where there is none. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | null {
  const text = elements(node, ...path)[0]?.['#text'];
  return typeof text === 'string' ? text.trim() : null;
}

/** An attribute of a node; null where it has none. */
export function attribute(node: XmlNode | undefined, name: string): string | null {
  const value = node?.[`@${name}`];
  return typeof value === 'string' ? value : null;
}
