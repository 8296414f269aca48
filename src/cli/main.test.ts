import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command line in a process of its own, with an empty cache folder. */
function tastemaker(
  args: readonly string[],
  during?: (child: ReturnType<typeof spawn>, err: string) => void,
): Promise<Ended> {
  const program = `import { main } from ${JSON.stringify(new URL('./main.ts', import.meta.url).href)}; await main(process.argv.slice(1))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args], {
    cwd: folder,
    env: { ...process.env, TASTEMAKER_HOME: join(folder, 'home'), NO_COLOR: '1', PATH: '/nowhere' },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
    during?.(child, err)
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

const generated = ['--data', 'generated:users=60,items=120']

describe('tastemaker', () => {
  it('lists its commands with --help, with nothing, and with -h', async () => {
    for (const args of [['--help'], [], ['-h']]) {
      const { code, out } = await tastemaker(args)
      expect(code).toBe(0)
      for (const command of ['pull', 'describe', 'evaluate', 'recommend', 'simulate', 'report', 'doctor'])
        expect(out).toContain(command)
    }
  })

  it.each([
    [['evalute'], 'There is no command "evalute".', 'evaluate'],
    [['evaluate', '--recomenders', 'ease'], 'evaluate has no option "--recomenders".', 'recommenders'],
    [['evaluate', ...generated, '--recommenders', 'eese'], 'There is no model named "eese".', 'ease'],
    [['evaluate', ...generated, '--recommenders', 'ease:lamda=3'], 'ease has no option "lamda".', 'lambda'],
    [
      ['evaluate', ...generated, '--recommenders', 'ease:lambda=-3'],
      'Option "lambda" of ease must be a number above 0',
      '300',
    ],
    [['evaluate', '--data', 'ml100k'], 'No data set is called "ml100k".', 'ml-100k'],
    [['evaluate', ...generated, '--split', 'lastout'], 'No split is called "lastout".', 'last-out'],
    [['evaluate', ...generated, '--k', '0'], '--k must be a whole number from 1, got "0".', ''],
    [['evaluate', ...generated, '--metrics', 'ndgc'], 'ndgc', 'ndcg'],
    [['simulate', ...generated, '--viewers'], 'Option "--viewers" of simulate needs a value.', '--viewers='],
    [['simulate', ...generated, '--panel', 'nothing.json'], 'The panel nothing.json cannot be read', 'panel.json'],
    [['report', 'nowhere'], 'There is no manifest.json in nowhere.', 'simulate'],
    [['describe', '--data', 'nothing.csv'], 'There is no file nothing.csv.', ''],
    [['describe'], 'The data set ml-100k is not in', 'tastemaker pull ml-100k'],
    [['recommend', ...generated, 'stray'], 'recommend does not know what to do with "stray".', '--help'],
  ])('answers %j with a sentence and a hint, and exits 1', async (args, sentence, hint) => {
    const { code, out, err } = await tastemaker(args)
    expect(err).toContain(sentence)
    expect(err).toContain(hint)
    expect(err).not.toContain('    at ')
    expect(out).toBe('')
    expect(code).toBe(1)
  })

  it('names each road that failed when nothing can be pulled', async () => {
    const { code, err } = await tastemaker(['pull', 'ml-100k', '--from', join(folder, 'nothing.zip')])
    expect(code).toBe(1)
    expect(err).toContain('nothing.zip')
    expect(err).toContain('hint:')
  })

  it('names row, value and what was expected in a bad file, and prints nothing else', async () => {
    const path = join(folder, 'bad.csv')
    await writeFile(path, 'user,item,rating\na,x,4\nb,y,good\n')
    const { code, out, err } = await tastemaker(['describe', '--data', path])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('good')
    expect(err).toMatch(/row 2|line 3/)
  })
})

describe('evaluate --json', () => {
  it('prints one document of the promised shape', async () => {
    const { out } = await tastemaker([
      'evaluate',
      ...generated,
      '--recommenders',
      'popularity,item-knn:neighbours=20',
      '--json',
    ])
    const document = JSON.parse(out)
    expect(document.protocol).toMatchObject({ dataset: 'generated', candidates: 'all unseen' })
    expect(document.rows.map((row: { recommender: string }) => row.recommender)).toEqual([
      'popularity',
      'item-knn:neighbours=20',
    ])
    expect(document.rows[0]).toMatchObject({
      metrics: {
        'ndcg@10': {
          mean: expect.any(Number),
          low: expect.any(Number),
          high: expect.any(Number),
          users: expect.any(Number),
        },
      },
      fitSeconds: expect.any(Number),
      usersPerSecond: expect.any(Number),
    })
  })
})

describe('recommend --explain', () => {
  it('gives a reason for each item, to known people and to newcomers', async () => {
    const { out } = await tastemaker([
      'recommend',
      ...generated,
      '--explain',
      '--k',
      '3',
      '--json',
      '--recommender',
      'item-knn',
    ])
    const { entries } = JSON.parse(out)
    expect(entries).toHaveLength(3)
    for (const { reason } of entries) expect(reason).toMatch(/^Because you watched/)
    const newcomer = await tastemaker([
      'recommend',
      ...generated,
      '--history',
      `${entries[0].item},nothing`,
      '--k',
      '2',
    ])
    expect(newcomer.err).toContain('the catalogue has no item "nothing"')
    expect(newcomer.code).toBe(0)
  })
})

describe('simulate', () => {
  it('writes a run folder whose report opens without network, and never overwrites one unasked', async () => {
    const args = ['simulate', ...generated, '--recommenders', 'random,popularity', '--viewers', '10', '--workers', '1']
    const first = await tastemaker([...args, '--json'])
    const document = JSON.parse(first.out)
    expect(Object.keys(document)).toEqual(['manifest', 'rows', 'comparisons', 'trust', 'cost', 'card', 'ledger'])
    const second = await tastemaker(args)
    expect(second.out).toContain('run folder: runs/generated-seed1-2')
    const { out } = await tastemaker(['report', 'runs/generated-seed1'])
    const page = await readFile(join(folder, out.replace('report: ', '').trim()), 'utf8')
    expect(page).toContain('<!doctype html>')
    expect(page).not.toMatch(/<script|src="http/)
  })

  it('stops on Ctrl-C with exit code 130 and says what is left', async () => {
    const args = ['simulate', ...generated, '--viewers', '40', '--recommenders', 'random', '--out', 'cut']
    let sent = false
    const { code, err } = await tastemaker(args, (child, text) => {
      if (sent || !text.includes('fit the viewers')) return
      sent = child.kill('SIGINT')
    })
    expect(code).toBe(130)
    expect(err).toContain('Interrupted')
  })
})

describe('doctor', () => {
  it('says what is there, what is missing and why it matters', async () => {
    const { code, out } = await tastemaker(['doctor'])
    expect(code).toBe(0)
    for (const word of ['Node', 'kernels', 'DuckDB', 'cache folder', 'ml-100k', 'pip', 'ease', 'agent4rec'])
      expect(out).toContain(word)
  })
})
