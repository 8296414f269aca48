/* A chat page without a framework: it reads the UI message stream of the AI SDK. Whatever comes from data goes in as text. */
const talk = document.querySelector('#talk')
const form = document.querySelector('#say')
const chat = crypto.randomUUID()
const messages = []

/** An element with text, never with markup. */
function element(tag, className, ...children) {
  const made = document.createElement(tag)
  made.className = className
  made.append(...children)
  return made
}

function card({ id, title, year, categories, reason }) {
  const made = element('li', 'card', element('h2', '', title.trim() || id))
  made.append(element('p', 'facts', [year, ...categories].filter((fact) => fact !== null).join(' · ')))
  if (reason) made.append(element('p', 'reason', reason))
  return made
}

/** The events of an answer as they come. */
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (rest + value).split('\n\n')
    rest = blocks.pop()
    for (const block of blocks) if (block !== 'data: [DONE]') yield JSON.parse(block.slice('data: '.length))
  }
}

async function ask(text) {
  messages.push({ id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] })
  const [words, cards, wishes, steps] = [
    element('p', 'words'),
    element('ol', 'cards'),
    element('p', 'wishes'),
    element('ol', ''),
  ]
  const plan = element('details', '', element('summary', '', 'How this came about'), steps)
  const answer = element('section', 'answer waiting', words, cards, wishes)
  const said = element('p', 'said', text)
  talk.append(said, answer)
  said.scrollIntoView()
  const body = JSON.stringify({ id: chat, messages })
  const response = await fetch('/api/chat', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!response.ok) throw new Error(await response.text())
  for await (const event of events(response)) {
    if (event.type === 'text-delta') words.append(event.delta)
    if (event.type === 'data-items') cards.replaceChildren(...event.data.items.map(card))
    if (event.type === 'data-wishes')
      wishes.replaceChildren(...event.data.applied.map((wish) => element('span', 'wish', wish)))
    if (event.type === 'data-trace') steps.append(element('li', '', `${event.data.step}: ${event.data.output}`))
    if (event.type === 'error') throw new Error(event.errorText)
  }
  if (steps.childElementCount > 0) answer.append(plan)
  messages.push({ id: crypto.randomUUID(), role: 'assistant', parts: [{ type: 'text', text: words.textContent }] })
  said.scrollIntoView()
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const { text } = form.elements
  const said = text.value
  form.classList.add('busy')
  form.querySelector('button').disabled = true
  text.value = ''
  try {
    await ask(said)
  } catch (error) {
    messages.pop()
    talk.append(element('p', 'trouble', error.message))
  }
  talk.querySelector('.waiting')?.classList.remove('waiting')
  form.querySelector('button').disabled = false
  text.focus()
})
