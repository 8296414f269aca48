import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, trusted } from './_html.ts'

describe('html', () => {
  it('html escapes text between tags and inside quotes', () => {
    const title = `<script>alert("x")</script> & 'y'`
    expect(html`<b title="${title}">${title}</b>`.markup).toBe(
      '<b title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;</b>',
    )
  })

  it('html leaves nothing of markup characters, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })

  it('html keeps markup as it is and does not escape twice', () => {
    expect(html`<p>${html`<b>${'&'}</b>`}${trusted('<i></i>')}</p>`.markup).toBe('<p><b>&amp;</b><i></i></p>')
  })

  it('html joins lists and leaves out null and false but not zero', () => {
    expect(html`${[html`<li>${1}</li>`, 'a<', null, false, 0]}`.markup).toBe('<li>1</li>a&lt;0')
  })
})
