/** Escaping of text for HTML and XML, and removal of the characters that XML 1.0 forbids. */

export function escapedHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What no XML 1.0 document may hold, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Generated XML without forbidden characters, and without the white space that its generator puts around CDATA. */
export function tidyXml(xml: string): string {
  return xml
    .replace(forbidden, '')
    .replace(/>\n\s*<!\[CDATA\[/g, '><![CDATA[')
    .replace(/\]\]>\n\s*<\//g, ']]></');
}
