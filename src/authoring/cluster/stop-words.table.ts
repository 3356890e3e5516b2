/** Words that say nothing of what an utterance is about: they never name a group. English; other languages go by rarity alone. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about after again all also am an and any anyone anything are aren't as at back be because been before being but by can can't cannot cause
  come could couldn't did didn't do does doesn't doing don't done down each either else even ever every everything for from get gets getting
  give go goes going gonna got gotta had has hasn't have haven't having he hello help her here hers hey hi him his how how's i i'd i'll i'm i've
  if im in into is isn't it it'd it'll it's its just know let let's like little ll look looking lot make makes many may maybe me mean might mine
  more most much must my need needs never no not now of off oh ok okay on once one only or other our out over own people please really right
  s say see she should so some somebody someone something sorry still such sure t take tell than thank thanks that that's thats the their them
  then there there's these they they're thing things think this those though through to today told too trying uh um under until up us use used
  using very wanna want wanted wants was wasn't way we we'd we'll we're we've well went were what what's when where which while who why will with
  won't wonder wondering would wouldn't yeah yes yet you you'd you'll you're you've your yours`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
