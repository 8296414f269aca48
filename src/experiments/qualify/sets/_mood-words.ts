/*
 * Words of mood, from general knowledge of the language, completed from the development half. Whoever wrote them had written the
 * test half too, so the rule may do a little better on it than on a stranger's texts.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Words that are glad. */
export const GLAD: ReadonlySet<string> = new Set(
  words(`
  admire admirable adorable adore adored amazing amused amusing appreciate appreciated astonishing astounding awesome
  beautiful beautifully beauty beloved best better blast bliss blissful bold bravo breathtaking brilliant brilliantly captivating
  captivated celebrate charm charming charmed cheerful chills classic clever comfort comforting compelling convincing cool cosy
  crisp dazzling dazzled delicate delicious delight delighted delightful deserves deserved durable dynamite easy effective
  elegant endearing energetic engaging engrossing enjoy enjoyable enjoyed enjoying enjoyment enthralling enthusiastic
  entertained entertaining epic essential excellent exceptional excited exciting exhilarating exquisite extraordinary fabulous
  fair fantastic fascinating faultless favorite favourite fearless feelgood fine flawless flawlessly fresh friendly fun funny
  funniest gem generous genius gentle genuine genuinely glad glorious glued good gooood gorgeous grand gratifying grateful great
  greatest grin grinned grinning gripped gripping happier happily happy heart heartfelt heartwarming helpful highlight
  hilarious honest honesty hooked hoot humane humorous impeccable imaginative immersive impress impressed impressive incredible
  incredibly ingenious innovative insightful inspired inspiring inspirational intelligent intense interesting inventive
  invigorating irresistible joy joyful joyous jubilant keeper kind laugh laughed laughing legendary liked likeable likable lively
  lovable love loved lovely lover loves loving magic magical magnificent marvel marvellous marvelous masterclass masterful
  masterly masterpiece memorable mesmerising mesmerizing miracle moved moving must neat nice nicely nicest nostalgic nuanced
  original outstanding perfect perfection perfectly phenomenal pleasant pleased pleasing pleasure poetic poignant polished
  powerful praise precious priceless profound proud pure quality radiant realistic recommend recommended recommending refreshing
  refreshingly reliable remarkable rewarding rich riveting rocks root satisfied satisfying sensational sharp
  sincere skilful skilled sleek slick smart smile smiled smiling smooth smoothly solid soothing soulful sparkling spectacular
  spellbinding spellbound splendid stellar stirring stunned stunning stunningly sturdy stylish sublime subtle superb superbly
  superior surprise surprised surprisingly sweet sympathetic talented tasty tender tense terrific thank thanks thankful thoughtful
  thrill thrilled thrilling timeless tops touching transcendent treasure treat tremendous triumph triumphant unbeatable
  underrated unforgettable unique unmissable uplifting vibrant vivid warm warmth welcome well winner win winning wins wise wit
  witty won wonder wonderful wonderfully wondrous worth worthwhile worthy wow yay yum addictive 
  `),
)

/** Words that are sorry. */
export const SORRY: ReadonlySet<string> = new Set(
  words(`
  abandon abandoned abysmal abuse agony aimless alas amateurish angry annoyed annoying appalling atrocious average avoid awful
  awfully awkward bad badly bland bleak bloated boggling bore bored boredom boring boringgg bother bothered broke broken brutal
   cheap cheated cheesy cliche cliched cliché clichéd clichés cliches clueless clumsy clunky cold collapse 
  complain complaint complaints confused confusing contrived corny crap crappy crash crashed crashes creaky cringe cringed cruel cynical
  damaged dated dead deadly defective depressing derivative desperate detest dire dirty disappoint disappointed disappointing
  disappointment disaster disastrous disgusting dishonest dislike disliked dismal dissapointed dissapointing distasteful
  dizzy dreadful dreary drag dragged drags drivel dry dud dull dumb embarrassed embarrassing empty endless error errors
  exhausting excruciating fail failed fails failure fake fall falls farce faulty flat flaw flawed flaws flimsy flop foolish
  forced forget forgettable forgot frustrated frustrating fuzzy garbage gave generic ghastly gimmick gimmicky glitchy
  grating gross half hate hated hates hating haphazard hideous hollow hopeless horrendous horrible horribly horrid humourless
  hurt hurts hype idiotic ignorant illogical inane incoherent incompetent incomprehensible inept inferior insipid insult
  insulted insulting insults irritated irritating jealous joyless junk lack lacking lacks lame late laughable lazy 
  leaden letdown lifeless limp lost lousy loud ludicrous mediocre mess messy mindless miserable misery misfire miss missed misses
  mistake mistakes monotonous moronic muddled muddy nasty nonsense nonsensical nope nothing noisy obnoxious
  obvious offensive oh outdated overblown overcooked overdone overhyped overlong overpriced overrated padded padding pain
  painful painfully pathetic pitiful pity plodding pointless poor poorly posturing preachy predictable pretentious problem problems
  quit racist regret regrets repetitive repulsive ridiculous rip rot rotten rubbish rude ruin ruined ruins rushed sad sadly
  sappy scam screechy sexist shallow shame shameful shapeless shoddy sick silly skip sleep slept slog sloppy slow
  sluggish smug snooze soggy sorry soulless sour stale stalls sterile stilted stinker stinks stop stupid stupidly suck sucked sucks
  superficial tacky tame tasteless tedious tepid terrible terribly thin tiresome tired toothless torture tortured trash
  trashy tripe trite trivial trouble turgid ugly unbearable unbelievable uncomfortable unconvincing underwhelming undercooked
  uneven unfortunate unfortunately unfunny unimaginative uninspired uninteresting unlikable unlikeable unnecessary unpleasant
  unusable unwatchable unwieldy upset useless vapid vile vulgar walked waste wasted wasting weak weary worse worst worthless
  wreck wrong yawn yawned yawning zero
  `),
)

/** Words that turn what follows. */
export const TURNS: ReadonlySet<string> = new Set(
  words(`
  not no never none nobody nothing neither nor without hardly barely cannot cant can't dont don't didnt didn't doesnt doesn't
  isnt isn't aren't wasnt wasn't weren't won't wont wouldnt wouldn't couldn't shouldn't hasn't haven't ain't
  `),
)
