/**
 * Reads server-sent events: the data of each, in order.
 *
 * Comments, other fields and events without data are passed over; lines may end in any way and chunks be cut anywhere
 * (https://html.spec.whatwg.org, "Interpreting an event stream"). An event that the stream ends in the middle of is dropped, as
 * the standard says, except where its line was whole.
 *
 * @example for await (const data of eventData(reply.chunks())) if (data !== '[DONE]') read(JSON.parse(data))
 */
export async function* eventData(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  let data: string[] = []
  for await (const chunk of chunks) {
    // A carriage return at the end may be half of a line's end: it waits for the next chunk.
    const text = rest + chunk
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text
    const lines = whole.split(/\r\n|\n|\r/)
    rest = lines.pop()! + text.slice(whole.length)
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield data.join('\n')
        data = []
      } else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5))
    }
  }
  if (data.length > 0) yield data.join('\n')
}
