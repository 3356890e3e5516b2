import type { Flag } from '../rows.ts'

/** The products the shop sells: content, one entry per category with its models. 150 in all (a test counts them). */
export type CatalogueModel = {
  brand: string
  name: string
  /** US dollars. */
  price: number
  material?: string
  waterproof?: boolean
}
export type CatalogueCategory = {
  category: string
  colours: readonly string[]
  sizes: readonly string[]
  material: string
  care: string
  fit: string
  warmth?: string
  waterproof?: boolean
  shrinks: Flag
  warrantyMonths: number
  description: string
  details: readonly { name: string; value: string }[]
  models: readonly CatalogueModel[]
}

const letterSizes = ['XS', 'S', 'M', 'L', 'XL', 'XXL'] as const
const shoeSizes = ['6', '7', '8', '9', '10', '11', '12'] as const
const waistSizes = ['28', '30', '32', '34', '36', '38'] as const

/** `Brand|Model|price[|material][|waterproof]` per line: compact to read and to extend. */
function models(lines: string): CatalogueModel[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [brand = '', name = '', price = '', ...rest] = line.trim().split('|')
      const material = rest.find((part) => part !== 'waterproof')
      return {
        brand,
        name,
        price: Number(price),
        ...(material === undefined ? {} : { material }),
        ...(rest.includes('waterproof') ? { waterproof: true } : {}),
      }
    })
}

export const catalogue: readonly CatalogueCategory[] = [
  {
    category: 'boots',
    colours: ['black', 'brown', 'tan'],
    sizes: shoeSizes,
    material: 'full-grain leather with a rubber sole',
    care: 'Brush off dry dirt, wipe with a damp cloth, feed with leather balm every month. Never machine wash.',
    fit: 'true to size; choose a half size up with thick socks',
    warmth: 'lined, comfortable down to 20 °F',
    waterproof: false,
    shrinks: 0,
    warrantyMonths: 12,
    description: 'Sturdy boots that soften to the foot within about two weeks of wear.',
    details: [
      { name: 'width', value: 'medium (D); 4 inches across at size 9' },
      { name: 'lace colour', value: 'dark brown, with a spare pair in black' },
      { name: 'break-in time', value: 'about two weeks' },
      { name: 'shaft height', value: '6 inches' },
    ],
    models: models(`
      Fellside|Trail Boots|149|waterproof
      Fellside|Summit Boots|189|waterproof
      Fellside|Ridge Chukka Boots|129
      Oakhart|Worker Boots|165
      Oakhart|Logger Boots|179|oiled nubuck with a rubber sole|waterproof
      Oakhart|Chelsea Boots|139
      Harrow Lane|Chelsea Boots|155
      Harrow Lane|Riding Boots|198
      Kestrel|Ankle Boots|119
      Kestrel|Desert Boots|95|suede with a crepe sole
      Juniper & Co|Lace-Up Boots|125
      Tidewater|Deck Boots|89|natural rubber|waterproof
      Tidewater|Rain Boots|65|natural rubber|waterproof
      Marlow Basics|Winter Boots|79|coated textile with a rubber sole|waterproof`),
  },
  {
    category: 'shoes',
    colours: ['black', 'brown', 'navy'],
    sizes: shoeSizes,
    material: 'calf leather with a leather sole',
    care: 'Wipe with a soft cloth, polish with matching cream, rest on shoe trees between wears.',
    fit: 'true to size',
    waterproof: false,
    shrinks: 0,
    warrantyMonths: 12,
    description: 'Shoes for the office and for evenings, made to be resoled.',
    details: [
      { name: 'width', value: 'medium (D)' },
      { name: 'heel height', value: '1 inch' },
      { name: 'lace colour', value: 'same as the upper' },
    ],
    models: models(`
      Harrow Lane|Oxford Shoes|159
      Harrow Lane|Derby Shoes|149
      Harrow Lane|Monk Strap Shoes|169
      Oakhart|Brogue Shoes|145
      Oakhart|Penny Loafers|129
      Kestrel|Ballet Flats|79
      Kestrel|Block Heel Pumps|99
      Juniper & Co|Slingback Shoes|89
      Juniper & Co|Mary Janes|85
      Tidewater|Boat Shoes|95
      Tidewater|Espadrilles|49|cotton canvas with a jute sole
      Marlow Basics|Everyday Loafers|69`),
  },
  {
    category: 'sneakers',
    colours: ['white', 'black', 'grey', 'navy'],
    sizes: shoeSizes,
    material: 'recycled knit with a foam sole',
    care: 'Take out the insoles, hand wash with mild soap, dry in the air away from heat.',
    fit: 'runs small; choose a half size up',
    waterproof: false,
    shrinks: 0,
    warrantyMonths: 6,
    description: 'Light sneakers for long days on foot.',
    details: [
      { name: 'width', value: 'medium, with stretch' },
      { name: 'lace colour', value: 'white' },
      { name: 'sole', value: 'foam, 1.2 inches at the heel' },
    ],
    models: models(`
      Kestrel|Runner Sneakers|85
      Kestrel|Court Sneakers|79|leather with a rubber sole
      Kestrel|Trail Runner Sneakers|105|waterproof
      Kestrel|High-Top Sneakers|89
      Fellside|Approach Sneakers|119
      Fellside|Hiker Sneakers|125|waterproof
      Tidewater|Canvas Sneakers|55|cotton canvas with a rubber sole
      Tidewater|Slip-On Sneakers|52|cotton canvas with a rubber sole
      Juniper & Co|Platform Sneakers|75
      Oakhart|Leather Sneakers|115|leather with a rubber sole
      Harrow Lane|Minimal Sneakers|129|leather with a rubber sole
      Marlow Basics|Everyday Sneakers|45
      Marlow Basics|Gym Sneakers|49`),
  },
  {
    category: 'jeans',
    colours: ['dark blue', 'black', 'light blue'],
    sizes: waistSizes,
    material: '98% cotton, 2% elastane denim',
    care: 'Wash every five to ten wears, cold, inside out, with like colours. Line dry.',
    fit: 'sits at the waist, straight leg',
    shrinks: 0,
    warrantyMonths: 6,
    description: 'Pre-washed denim that keeps its shape.',
    details: [
      { name: 'inseam', value: '32 inches, can be tailored for $15' },
      { name: 'rise', value: 'mid rise, 10 inches' },
      { name: 'design', value: 'plain, without rips' },
    ],
    models: models(`
      Oakhart|Straight Jeans|89
      Oakhart|Selvedge Jeans|149|100% cotton selvedge denim
      Oakhart|Carpenter Jeans|95
      Harrow Lane|Slim Jeans|99
      Harrow Lane|Tapered Jeans|105
      Kestrel|Skinny Jeans|79
      Kestrel|Ripped Jeans|82
      Juniper & Co|Wide-Leg Jeans|88
      Juniper & Co|High-Rise Jeans|92
      Juniper & Co|Bootcut Jeans|86
      Tidewater|Relaxed Jeans|75
      Marlow Basics|Everyday Jeans|49
      Marlow Basics|Stretch Jeans|54`),
  },
  {
    category: 'trousers',
    colours: ['khaki', 'navy', 'charcoal', 'olive'],
    sizes: waistSizes,
    material: 'cotton twill',
    care: 'Machine wash warm, tumble dry low, iron medium.',
    fit: 'true to size, straight leg',
    shrinks: 0,
    warrantyMonths: 6,
    description: 'Trousers that go from desk to weekend.',
    details: [
      { name: 'inseam', value: '32 inches' },
      { name: 'pockets', value: 'four' },
    ],
    models: models(`
      Harrow Lane|Wool Trousers|129|wool flannel, dry-clean only
      Harrow Lane|Pleated Trousers|115
      Harrow Lane|Linen Trousers|99|linen
      Oakhart|Chinos|79
      Oakhart|Cargo Trousers|85
      Kestrel|Jogger Trousers|59|cotton jersey
      Kestrel|Track Trousers|55|recycled polyester
      Juniper & Co|Wide-Leg Trousers|89
      Juniper & Co|Culottes|75
      Fellside|Hiking Trousers|95|ripstop nylon
      Tidewater|Sailing Trousers|92|ripstop nylon
      Marlow Basics|Everyday Chinos|45`),
  },
  {
    category: 'shirts',
    colours: ['white', 'light blue', 'navy', 'pink'],
    sizes: letterSizes,
    material: '100% cotton poplin',
    care: 'Machine wash warm, hang to dry, iron while slightly damp. Treat stains with cold water at once.',
    fit: 'regular',
    shrinks: 0,
    warrantyMonths: 6,
    description: 'A shirt that holds its collar all day.',
    details: [
      { name: 'sleeve length', value: '34 inches at size M' },
      { name: 'collar width', value: '2.75 inches, semi-spread' },
      { name: 'buttons', value: 'brown horn-look; white on light shirts' },
    ],
    models: models(`
      Harrow Lane|Oxford Shirt|79
      Harrow Lane|Poplin Shirt|75
      Harrow Lane|Twill Shirt|85
      Harrow Lane|Dress Shirt|95
      Oakhart|Flannel Shirt|69|brushed cotton
      Oakhart|Denim Shirt|72|cotton denim
      Oakhart|Corduroy Shirt|78|cotton corduroy
      Juniper & Co|Silk Shirt|119|silk, dry-clean only
      Juniper & Co|Tie-Neck Shirt|82|viscose
      Tidewater|Linen Shirt|69|linen
      Tidewater|Striped Shirt|62
      Kestrel|Camp Collar Shirt|58|viscose
      Fellside|Trail Shirt|65|recycled polyester
      Marlow Basics|Everyday Shirt|35`),
  },
  {
    category: 't-shirts',
    colours: ['white', 'black', 'grey', 'green'],
    sizes: letterSizes,
    material: '100% organic cotton jersey',
    care: 'Machine wash cold with like colours, tumble dry low.',
    fit: 'regular',
    shrinks: 1,
    warrantyMonths: 3,
    description: 'Soft jersey; may shrink up to 3% in the first wash.',
    details: [
      { name: 'sleeve length', value: 'short, 8.5 inches at size M' },
      { name: 'neck', value: 'round' },
    ],
    models: models(`
      Marlow Basics|Crew T-Shirt|18
      Marlow Basics|V-Neck T-Shirt|18
      Marlow Basics|Long-Sleeve T-Shirt|24
      Marlow Basics|Three-Pack T-Shirts|45
      Oakhart|Pocket T-Shirt|29
      Oakhart|Henley T-Shirt|35
      Kestrel|Training T-Shirt|32|recycled polyester
      Kestrel|Graphic T-Shirt|28
      Juniper & Co|Fitted T-Shirt|30
      Tidewater|Striped T-Shirt|34
      Fellside|Merino T-Shirt|65|merino wool
      Harrow Lane|Pima T-Shirt|42|pima cotton`),
  },
  {
    category: 'dresses',
    colours: ['black', 'navy', 'green', 'red'],
    sizes: letterSizes,
    material: 'viscose crepe',
    care: 'Hand wash cold or dry-clean, do not wring, steam to finish.',
    fit: 'true to size',
    shrinks: 0,
    warrantyMonths: 6,
    description: 'An easy dress with a clean line.',
    details: [
      { name: 'length', value: '44 inches at size M' },
      { name: 'lining', value: 'fully lined' },
    ],
    models: models(`
      Juniper & Co|Wrap Dress|98
      Juniper & Co|Midi Dress|109
      Juniper & Co|Slip Dress|89|satin
      Juniper & Co|Shirt Dress|95|cotton poplin
      Juniper & Co|Maxi Dress|119
      Harrow Lane|Sheath Dress|129
      Harrow Lane|Knit Dress|139|merino wool
      Kestrel|T-Shirt Dress|49|cotton jersey
      Kestrel|Tennis Dress|69|recycled polyester
      Tidewater|Linen Dress|92|linen
      Tidewater|Sun Dress|79|cotton poplin
      Marlow Basics|Everyday Dress|42|cotton jersey`),
  },
  {
    category: 'jackets',
    colours: ['black', 'olive', 'navy', 'brown'],
    sizes: letterSizes,
    material: 'waxed cotton with a cotton lining',
    care: 'Sponge with cold water, do not machine wash; re-wax once a year.',
    fit: 'regular, room for a sweater',
    warmth: 'mid-weight, comfortable from 40 to 60 °F',
    waterproof: false,
    shrinks: 0,
    warrantyMonths: 24,
    description: 'A jacket for changing weather.',
    details: [
      { name: 'sleeve length', value: '25 inches at size M' },
      { name: 'hood', value: 'detachable: undo the zip and the two snaps under the collar' },
      { name: 'pockets', value: 'two outside, one inside' },
    ],
    models: models(`
      Oakhart|Waxed Jacket|189|waterproof
      Oakhart|Denim Jacket|109|cotton denim
      Oakhart|Trucker Jacket|119|cotton canvas
      Fellside|Rain Jacket|159|three-layer recycled nylon|waterproof
      Fellside|Down Jacket|219|recycled nylon with responsible down
      Fellside|Fleece Jacket|95|recycled fleece
      Fellside|Shell Jacket|249|three-layer recycled nylon|waterproof
      Harrow Lane|Leather Jacket|349|lamb leather, leather specialist cleaning only
      Harrow Lane|Suede Jacket|329|suede, leather specialist cleaning only
      Kestrel|Bomber Jacket|99|recycled polyester
      Kestrel|Windbreaker Jacket|79|recycled nylon
      Tidewater|Sailing Jacket|169|coated nylon|waterproof
      Marlow Basics|Quilted Jacket|69|recycled polyester`),
  },
  {
    category: 'coats',
    colours: ['camel', 'black', 'charcoal'],
    sizes: letterSizes,
    material: 'wool blend with a satin lining',
    care: 'Dry-clean only; brush after wear and hang on a broad hanger.',
    fit: 'regular, room for a sweater',
    warmth: 'warm, comfortable down to 25 °F',
    waterproof: false,
    shrinks: 0,
    warrantyMonths: 24,
    description: 'A coat for many winters.',
    details: [
      { name: 'sleeve length', value: '25.5 inches at size M' },
      { name: 'length', value: '40 inches at size M' },
    ],
    models: models(`
      Harrow Lane|Overcoat|289
      Harrow Lane|Camel Coat|319
      Harrow Lane|Trench Coat|259|cotton gabardine|waterproof
      Oakhart|Pea Coat|229
      Oakhart|Duffle Coat|249
      Juniper & Co|Wrap Coat|239
      Juniper & Co|Belted Coat|225
      Fellside|Parka|279|recycled nylon with synthetic fill|waterproof
      Fellside|Long Down Coat|299|recycled nylon with responsible down
      Tidewater|Rain Coat|149|coated cotton|waterproof
      Marlow Basics|Everyday Coat|119`),
  },
  {
    category: 'sweaters',
    colours: ['navy', 'cream', 'grey', 'burgundy'],
    sizes: letterSizes,
    material: 'lambswool',
    care: 'Hand wash cold with wool soap, dry flat, never tumble dry.',
    fit: 'regular',
    warmth: 'warm',
    shrinks: 1,
    warrantyMonths: 6,
    description: 'Soft knitwear; shrinks when washed hot.',
    details: [
      { name: 'sleeve length', value: '33 inches at size M' },
      { name: 'neck', value: 'round' },
    ],
    models: models(`
      Harrow Lane|Cashmere Sweater|179|cashmere
      Harrow Lane|Merino Sweater|109|merino wool
      Harrow Lane|Cardigan|119
      Oakhart|Fisherman Sweater|129
      Oakhart|Shawl Collar Sweater|125
      Juniper & Co|Turtleneck Sweater|95
      Juniper & Co|Cropped Sweater|79
      Juniper & Co|Mohair Sweater|115|mohair blend
      Fellside|Half-Zip Sweater|99|merino wool
      Tidewater|Cotton Sweater|75|cotton
      Tidewater|Striped Sweater|82|cotton
      Kestrel|Hoodie|59|cotton fleece
      Marlow Basics|Everyday Sweater|39|cotton blend`),
  },
  {
    category: 'accessories',
    colours: ['black', 'brown', 'navy'],
    sizes: ['one size'],
    material: 'leather',
    care: 'Wipe with a dry cloth; keep away from heat.',
    fit: 'one size',
    shrinks: 0,
    warrantyMonths: 6,
    description: 'The last piece of an outfit.',
    details: [{ name: 'gift wrapping', value: 'available for $5' }],
    models: models(`
      Oakhart|Leather Belt|49
      Oakhart|Leather Gloves|59
      Harrow Lane|Silk Tie|65|silk, dry-clean only
      Harrow Lane|Cashmere Scarf|89|cashmere
      Juniper & Co|Tote Bag|129
      Juniper & Co|Silk Scarf|69|silk, dry-clean only
      Kestrel|Baseball Cap|25|cotton twill
      Kestrel|Backpack|79|recycled nylon
      Fellside|Wool Beanie|29|merino wool
      Tidewater|Sun Hat|35|straw
      Marlow Basics|Sock Three-Pack|15|cotton blend`),
  },
]
