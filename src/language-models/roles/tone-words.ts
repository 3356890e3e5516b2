/**
 * Words that carry manner and grammar rather than facts, by language: a rewording may bring them or leave them out. Everything else has to
 * stand in both texts. What changes what is promised (could, would, might, only, always) is not among them but in statements, see `hedges`.
 */
const tone: Record<string, string> = {
  en:
    'the and for with this that these those here there from into onto your yours you our ours has have had been was were are will shall does did done ' +
    'its it’s i’ve i’m i’ll we’ve we’re we’ll you’re you’ll that’s there’s what’s let’s isn’t aren’t wasn’t won’t don’t doesn’t didn’t can’t couldn’t haven’t hasn’t ' +
    'not nor but then than them they their him her his she who whom which what when where how any some all just also too very much more again now once still yet ' +
    'already soon right away quite really simply please thanks thank sorry afraid apologies unfortunately sadly luckily happily gladly happy glad pleased good great nice ' +
    'perfect wonderful lovely sure okay alright well course news hello dear welcome worry worries moment quick quickly little bit kindly would could like want ' +
    'tell know say let give get got see look looks looking find need may can help anything else something everything about because since as so that able think seems seem appreciate ' +
    'understand hear reach touch tap take should must been being having both each per yes no one got ready note noted made make way',
  de:
    'der die das den dem des ein eine einen einem einer und oder aber für mit von vom zum zur bei auf aus ist sind war waren wird werden wurde wurden hat haben habe hatte sein ' +
    'ihr ihre ihren ihrem ihrer sie ich wir uns unser unsere mir mich dir dich euch was wer wie wann wo welche welcher welches dass weil damit also auch noch schon jetzt bald gleich gerne gern bitte ' +
    'danke vielen dank leider gute guten gut toll super prima klar natürlich sicher hallo möchten möchte können kann sagen geben gibt lassen wissen dabei dazu hier dort etwas alles einfach nur sehr',
  fr:
    'les des une un est sont était sera ont avez avons vous nous votre vos notre nos pour avec dans sur que qui quoi quel quelle quels quelles mais donc car aussi encore déjà bientôt tout toute ' +
    's’il plaît merci bonjour désolé malheureusement bien sûr bonne nouvelle volontiers pouvez pourriez puis-je souhaitez voulez dire donner cela ceci voici voilà',
  es:
    'los las una unos unas está están fue será han hemos usted ustedes nosotros nuestro nuestra para con por que quien cual cuál qué cómo cuándo dónde pero también aún todavía ya pronto todo toda ' +
    'gracias hola favor lamentablemente lo siento claro seguro buena noticia puede podría quiere desea decir dar esto eso aquí',
  it:
    'gli una uno sono era sarà hanno abbiamo voi noi suo sua vostro nostro per con che chi quale quali come quando dove anche ancora già presto tutto tutta grazie ciao salve prego purtroppo certo ' +
    'buona notizia può potrebbe vuole desidera dire dare questo questa ecco',
  nl:
    'het een van voor met dat die dit deze zijn was waren wordt worden heeft hebben had uw jouw jullie wij ons onze maar ook nog al nu straks graag alstublieft bedankt dank helaas natuurlijk zeker goed ' +
    'nieuws hallo kunt kan wilt willen zeggen geven wat wie hoe wanneer waar welke hier daar alles iets',
}

const byLanguage = new Map(Object.entries(tone).map(([language, words]) => [language, new Set(words.split(/\s+/))]))
const none: ReadonlySet<string> = new Set()

export const toneWords = (locale: string): ReadonlySet<string> =>
  byLanguage.get(locale.split('-')[0]?.toLowerCase() ?? '') ?? none

/** What makes a statement less, or more, than it was. Questions may be asked more politely. */
export const hedges =
  /\b(?:could|would|might|may|maybe|perhaps|possibly|probably|must|only|always|surely|guaranteed?|könnten?|würden?|vielleicht|möglicherweise|müssen|nur|immer|garantiert|pourrait|peut-être|seulement|toujours|podría|quizás|solo|siempre|potrebbe|forse|sempre|misschien|alleen|altijd)\b/giu
