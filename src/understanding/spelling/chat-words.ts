/** Contractions, with and without apostrophe, and what people write in chats: right as it is. */
const contractions =
  "don't can't won't isn't aren't wasn't weren't doesn't didn't hasn't haven't hadn't couldn't wouldn't shouldn't mustn't needn't ain't i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's it'll it'd we're we've we'll we'd they're they've they'll they'd that's that'll there's here's what's where's who's how's when's why's let's y'all name's order's one's"
const informal =
  'ok okay okey okie kk yeah yea yep yup nope yess goin doin ahold crypto passcode nah naw hi hey hiya heya heyy hullo hello yo sup thx tnx ty tysm thanx pls plz plss u ur r y n k b c w wanna gonna gotta lemme gimme kinda sorta dunno cuz coz bc btw asap fyi imo idk omg lol lmao wtf wth brb ttyl np nvm tbh fr rn atm hmm hm mm uh um uhh umm huh eh ah oh ugh argh aww wow yay oops haha hehe xx xo xmas app apps url urls email emails online offline login logout signup username usernames smartphone iphone android ios wifi gps pdf faq faqs id ids pin atm usa uk usd eur gbp cad aud vip diy qr qty misc info promo promos coupon bot bots chatbot ai gpt google facebook instagram twitter tiktok youtube whatsapp paypal visa mastercard amex klarna venmo zelle fedex ups usps dhl amazon ebay tee tees hoodie hoodies sneakers tshirt tshirts jpeg jpg png gif mr mrs ms dr st ave jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun am pm est edt cst pst pdt gmt utc th nd rd xs xl xxl xxxl blog website websites homepage checkout pre non ex vs etc eg ie'

/** Brands and young words that no word list has, so that a shop's customers may name them. */
const brands =
  'adidas airbnb airpods alexa aliexpress alibaba aldi android applecare asda asus audi bestbuy bitcoin bluetooth bmw capcom chatgpt chipotle chromecast costco deliveroo dhl dickies directv disney donut donuts doordash dyson ebook ebooks epson esim etsy ethereum eurostar expedia fitbit gmail goodreads google grubhub gucci hulu ikea instacart iphones ipad ipads itunes jetblue kindle kroger lego lenovo levis lidl lululemon lyft macbook macys mcdonalds messenger microsoft nespresso netflix nike nintendo nordstrom nvidia oneplus outlook pandora patagonia peloton pepsi pinterest pixel playstation podcast podcasts prada primark puma quora reddit reebok revolut roku ryanair safeway samsung sephora shein shopify siri skype smartwatch snapchat snapchats sony sonos spotify starbucks steam stripe swiggy taskrabbit telegram temu tesco tesla tidal timberland tmobile toyota trello trustpilot tumblr uber ubereats uggs uniqlo usaa verizon vodafone vpn walgreens walmart wechat wework wikipedia windows wizzair xbox xiaomi yelp zalando zappos zara zoom zendesk'

const bare = (word: string) => word.replaceAll("'", '')
const list = contractions.split(' ')
export const chatWords: ReadonlySet<string> = new Set([
  ...list,
  ...list.map(bare),
  ...informal.split(' '),
  ...brands.split(' '),
])
