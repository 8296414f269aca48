/**
 * Hides what must not be shown of the URLs in a text: user names, passwords and queries, where tokens travel.
 *
 * @returns the text with `***@` and `?***` in their places
 */
export function redact(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)([^\s'"<>]+)/gi, (_, scheme: string, rest: string) => {
    const [address, query] = rest.split(/\?(.*)/s)
    const hidden = address!.replace(/^[^/]*@/, '***@')
    return `${scheme}${hidden}${query === undefined ? '' : '?***'}`
  })
}
