/**
 * Sentences of our own with places for values, as customers, agents and forms write them: the public set has few sentence templates, and a
 * tagger that knows only those reads their words instead of the values. `{a+b}` writes two values in a row that are one span each.
 */
export const templates: readonly string[] = `
Hi, my name is {PERSON} and I live in {CITY}.
my name's {FIRST}, I'm {AGE} years old
This is {PERSON} from {ORG}.
{PERSON} here, calling about my bill
I spoke with {FIRST} yesterday and she promised a refund
Can you transfer me to {TITLE} {LAST}?
Please ask {TITLE} {PERSON} to call me back at {PHONE}.
The account is in the name of {PERSON}, born {DATE}.
My husband {FIRST} ordered it, his e-mail is {EMAIL}
Ship it to {PERSON}, {ADDRESS}.
I'd like to send a gift to {PERSON} in {COUNTRY}
We moved from {CITY} to {CITY} in {YEAR}.
I was born in {CITY}, {COUNTRY} and I'm {AGE}
We are a {NRP} family living in {COUNTRY}.
Do you ship to {COUNTRY}?
How long does a parcel take to {CITY}?
What does it cost to send this to {CITY}, {COUNTRY}?
My flight from {CITY} to {CITY} was cancelled.
I'll be in {CITY} until {WEEKDAY}
See you {WEEKDAY} in {CITY}!
The weather in {COUNTRY} is lovely
{COUNTRY} and {COUNTRY} have signed the agreement.
The president of {COUNTRY} visited {CITY} on {WEEKDAY}.
{CITY} is the capital of {COUNTRY}.
{CITY} will host the games in {YEAR}
Have you been to {COUNTRY}? The {NRP} food is amazing.
He speaks with a {NRP} accent
The {NRP} embassy in {CITY} is closed on {WEEKDAY}.
I have a {NRP} passport
Two {NRP} tourists were seen in {CITY}.
Many {NRP} companies, such as {ORG}, are hiring.
I want to learn {NRP} cooking
{ORG} announced on {WEEKDAY} that {PERSON} will be its new {JOB}.
{PERSON} joined {ORG} in {YEAR} as {JOB}.
{PERSON} works at {ORG} as a {JOB}
I am a {JOB} at {ORG}, {CITY}.
She got a job as {JOB} at {ORG}.
He was a {JOB} before he retired in {YEAR}.
My brother {FIRST} is a {JOB}.
Regards,\\n{PERSON}\\n{JOB}, {ORG}
Best wishes\\n{PERSON}\\n{ORG}\\n{PHONE}
{PERSON}\\n{JOB}\\n{ORG}\\n{CITY}
Kind regards, {TITLE} {PERSON}
Dear {TITLE} {LAST}, thank you for your letter.
Dear {FIRST},
Hello {FIRST}, how are you?
{TITLE} {LAST} will see you now
Is {TITLE} {LAST} in today?
{FIRST} and {FIRST} are getting married in {CITY}
{LAST} scored twice against {COUNTRY} on {WEEKDAY}
{LAST}'s latest album came out in {YEAR}.
The novel by {PERSON} was published in {YEAR}
{PERSON} and {PERSON} wrote the song together.
I love the music of {PERSON}.
It was {PERSON} who told me about it.
Did {FIRST} tell you? {FIRST} is moving to {COUNTRY}.
Thanks to {PERSON} for the help
"I don't know," {FIRST} answered.
{PERSON}, {AGE}, of {CITY}, was arrested on {WEEKDAY}.
{PERSON}, who turned {AGE} last week, lives in {COUNTRY}
My daughter is {AGE} years old and her name is {FIRST}
I am {AGE}, is that too old for the plan?
He died at {AGE}
At {AGE}, she became the youngest {JOB} of {COUNTRY}
a {AGE} year old woman from {CITY}
{AGE}-year-old {NRP} student
He is in his seventies
She'll be {AGE} in May
age: {AGE}\\nname: {PERSON}
Name: {PERSON}\\nAddress: {ADDRESS}\\nEmail: {EMAIL}
Name: {PERSON}, Tel: {PHONE}
Company: {ORG}\\nContact: {PERSON}\\nFax: {PHONE}
Customer: {PERSON}\\nCard: {CARD}
Passenger {PERSON}, seat 14C, to {CITY}
Delivery address: {ADDRESS}
Please deliver to {ADDRESS} before noon
We live at {ADDRESS}
I used to live at {STREETLINE}, now it's {STREETLINE}
Our shop is at {STREETLINE} in {CITY}.
The office moved to {ADDRESS}.
the parking lot on {STREETLINE} is full
Take me to {ADDRESS} please
There was an accident on {STREET} this morning
My postcode is {ZIP}
postal code {ZIP}
zip {ZIP}
What is the delivery time for {ZIP}?
I need a plumber in {ZIP} {CITY}
{CITY}, {STATE} {ZIP}
I live in {CITY}, {STATE}.
{ORG} has offices in {CITY}, {CITY} and {CITY}.
{NUMBER+STREET}\\n{UNIT}\\n{CITY}\\n{COUNTRY} {POST}
{PERSON}\\n{NUMBER+STREET}\\n{CITY} {POST}\\n{COUNTRY}
{PERSON}\\n{ORG}\\n{NUMBER+STREET}\\n{UNIT}\\n{CITY}\\n{COUNTRY}
To: {PERSON}\\n {NUMBER+STREET}\\n {UNIT}\\n {CITY}, {COUNTRY}
{TITLE} {PERSON}\\n{NUMBER+STREET} {UNIT}\\n{CITY} {STATE} {ZIP}
{PERSON}, {NUMBER+STREET}, {CITY}
* {PERSON}\\n* {NUMBER+STREET}\\n* {CITY}\\n* {COUNTRY} {POST}
{PERSON} moved to {NUMBER+STREET}, {CITY}
{FIRST} is staying at {NUMBER+STREET}, {CITY}.
call me on {PHONE}
My mobile is {PHONE}, my office {PHONE}.
You can reach me under {PHONE} or {EMAIL}
whats app: {PHONE}
I never got the text message at {PHONE}
is {PHONE} your number?
the number {PHONE} keeps calling me
Tel. {PHONE}
Send the invoice to {EMAIL}
{EMAIL} is my address
My card {CARD} was declined
Somebody used {CARD} in {CITY}
I paid with {CARD} on {DATE}
Why is {CARD} blocked?
Transfer to {IBAN} please, account holder {PERSON}
is {IBAN} correct?
Have a look at {URL}
{URL} does not load
I found it on {URL} in {YEAR}
my drivers license is {LICENCE}
License number {LICENCE}, state of {STATE}
driver's licence: {LICENCE}
My licence {LICENCE} expires in {YEAR}
On {DATE} I ordered a table
The meeting is on {DATE}.
It was founded in {YEAR} by {PERSON} in {CITY}
Since {YEAR}, {ORG} has been a leader
between {YEAR} and {YEAR}
the {DECADE} were a good time for {ORG}
I paid on {DATE} but nothing came
It happened on {WEEKDAY}.
Are you open on {WEEKDAY}?
In {YEAR} {PERSON} moved to {COUNTRY}
{ORG} was bought by {ORG} in {YEAR}.
I work at {ORG}
She quit {ORG} last month
Has {ORG} answered yet?
According to {ORG}, prices will rise.
He studied at the University of {CITY}
I ordered from {ORG} and it never came
a lawsuit against {ORG}
My employer, {ORG}, pays the insurance
Ever heard of {ORG}? They're based in {CITY}.
{ORG} is hiring a {JOB} in {CITY}
The {ORG} building burned down
The {ORG} website is down
{ORG}, {ORG} and {ORG} compete for the contract
{ORG}\\n{ADDRESS}
{ORG}\\n{STREETLINE}\\n{CITY}
{COUNTRY} prime minister resigns
{NRP} police arrest two in {CITY}
{NRP} minister {LAST} visits {COUNTRY}
Visit beautiful {CITY}
I miss {CITY}.
Next stop: {CITY}
Who won, {COUNTRY} or {COUNTRY}?
My grandparents came from {COUNTRY}.
I'm flying to {COUNTRY} next month, do I need a visa?
All my friends are {NRP}
I am proud to be {NRP}
Is he {NRP} or {NRP}?
{PERSON}
{FIRST}: hi\\n{FIRST}: hello
{FIRST}, {FIRST} and {FIRST} were late
{PERSON} vs {PERSON}
with {PERSON}, {PERSON} and {PERSON}
Starring: {PERSON}, {PERSON}
Written and directed by {PERSON}
{PERSON}'s sister lives in {COUNTRY}
the {LAST} family
the {LAST} report
The film stars {PERSON} as a {JOB}.
ex-{ORG} chief {PERSON}
call me {FIRST}
It should be booked under {LAST}
change the name on the ticket to {PERSON}
please remove {PERSON} from the policy
I'm writing on behalf of {PERSON}
{FIRST} said: "no"
did you talk to {FIRST}?
That's what {LAST} thought, too.
I want to return the shoes I bought
My order has not arrived, can you check?
What are your opening hours?
The Blue Lamp and the Oak Chair are sold out
How do I reset my password in the App?
I want my money back NOW
WHY DOES NOBODY ANSWER ME
Thanks, that was quick!
Is the Gold plan better than the Silver plan?
Terms and Conditions apply to all Premium members.
Please see Section 4 of the Agreement.
It costs $45.50 and weighs 12 kg
I got 3 of 12 items on page 7
Order 104233 was shipped in 2 parcels
God knows why The Internet is so slow
Happy New Year to the whole Team
Love and Peace are all we need
Honesty is the best Policy
Rock and Roll will never die
5, 4, 3, 2, 1, go!
Experienced Marketing professional with 12 years in sales, 40% growth and three awards
Responsible for cats, dogs and horses in a busy Clinic
Comedy, Drama, Horror & Romance
The Civil Code of {YEAR} protects consumers against unfair terms.
The Clean Water Act of {YEAR} forbids it
The album went gold and sold two million copies
The Second World War ended in {YEAR}
See Article 12 of the Treaty
{NUMBER+STREET}\\n{CITY}\\n{COUNTRY} {POST}
{NUMBER+STREET}\\n {UNIT}\\n {CITY}\\n {COUNTRY} {POST}
{NUMBER+STREET}\\n {UNIT}\\n {CITY}\\n\\n {COUNTRY} {POST}
{PERSON}\\n\\n{NUMBER+STREET}\\n {UNIT}\\n {CITY}\\n {COUNTRY} {POST}
{FIRST}\\n{NUMBER+STREET}\\n{UNIT}\\n{CITY}\\n{COUNTRY} {POST}
- {PERSON}\\n- {ORG}\\n- {NUMBER+STREET}\\n- {UNIT}\\n- {CITY}\\n- {COUNTRY} {POST}
# {PERSON}\\n# {NUMBER+STREET}\\n# {UNIT}\\n# {CITY}\\n# {COUNTRY} {POST}
| {ORG}\\n| {PERSON}\\n| {NUMBER+STREET}\\n| {CITY}
{ORG}\\n\\n{ADDRESS}
{ORG}\\n{ADDRESS}\\nPhone: {PHONE}
{PERSON}\\n{JOB}\\n{ORG}\\n{ADDRESS}
{PERSON}\\n{ORG}\\n{ADDRESS}\\nTel: {PHONE}\\nFax: {PHONE}
{TITLE} {PERSON} {UNIT} {NUMBER+STREET}\\n{CITY} {STATE} {ZIP}
{TITLE} {PERSON}, {NUMBER+STREET}, {CITY} {STATE} {ZIP}
{FIRST} told {FIRST} where she lives: {NUMBER+STREET}
{FIRST} sent me his new address: {NUMBER+STREET}, {CITY}
{PERSON} can be found at {NUMBER+STREET}, {CITY}
we will be at {NUMBER+STREET}, {CITY} on {WEEKDAY}
the party is {WEEKDAY} at {ORG}, {NUMBER+STREET}, {CITY}
My new home is {ADDRESS}
please correct my address to {ADDRESS}
send the replacement to {ADDRESS}. Thanks!
Is {ADDRESS} the right address?
The package was left at {ADDRESS} yesterday.
The shop at {STREETLINE} sells {NRP} bread.
The station is near {STREETLINE}
I work on the south side of {STREETLINE}.
There's a nice {NRP} cafe, it's at {ADDRESS}
{FIRST}'s address is:\\n{ADDRESS}
The {ORG} shop is on {STREETLINE}
The headquarters of {ORG} are at {ADDRESS}
How do I update my account's address to {ADDRESS}?
I turn {AGE} on {WEEKDAY}
she just turned {AGE}
Next year he'll be {AGE}.
when she was {AGE}
He wrote it when he was only {AGE}.
I have smoked since I was {AGE}
aged {AGE}, he left {CITY}
retire at {AGE}
the age of {AGE}
a {AGE}-year-old patient with a cough
{FIRST} ({AGE}) is a {JOB}
I'm {FIRST}, {AGE}, from {CITY}
zip code: {ZIP}
ZIP: {ZIP}
Postcode: {ZIP}
my zip is {ZIP}
the zip code here is {ZIP}
We deliver to {CITY} {ZIP}
I want to join {ORG} in {CITY} {ZIP} as a {JOB}
I have applied to {ORG}
I'm working for {ORG}
I started at {ORG} in {YEAR}
before that I worked for {ORG} as {JOB}.
My boss at {ORG} fired me
{ORG} was founded by {LAST}, {LAST} and {LAST}.
{ORG} is the idea of two friends: {LAST} and {LAST}.
In {DECADE}, {ORG} built computers
{ORG}, now in its 20th year in {CITY}, supports musicians
{ORG} is a charity from {CITY}
the {ORG} report says
an advocate at the {ORG} office
He later worked at {ORG} in {CITY}, which became {ORG} in {YEAR}.
{FIRST} was assistant to {PERSON} at {ORG}
The {PERSON} recording for {ORG} is the best
the {LAST} version of the song
the {LAST} movie
a {LAST} biography
former Beatle {LAST}
guitarist {PERSON} left the band
the singer {PERSON} died in {YEAR}
(written by {PERSON})
(with {PERSON} on drums)
Produced by: {PERSON}
Cast: {PERSON}, {PERSON} and {PERSON}
{PERSON} was influenced by {LAST}
early {LAST} songs
{LAST}'s songs
{PERSON}'s Greatest Hits
{PERSON}'s Little Book of Jokes
a huge {PERSON} fan
{FIRST} listed her favourite films for {ORG}
Casablanca is a {YEAR} {NRP} romance directed by {PERSON}
a {YEAR} {NRP} crime film starring {LAST}
{YEAR} {NRP} comedy
The {NRP} government resigned on {DATE}
The {NRP} Navy stopped {PERSON}
{NRP} tennis player {PERSON} won
top {NRP} swimmer {PERSON}
I am {NRP}
I'm {NRP} but I grew up in {COUNTRY}.
We {NRP} love our tea
those {NRP} are friendly
{COUNTRY} leader warns of war
{COUNTRY} beats {COUNTRY} in the final
{COUNTRY}'s economy grows
"{COUNTRY} is doing well," says {LAST}.
"It is a pity," said {PERSON}, the {JOB}.
{PERSON}, a {JOB}, said: "We are glad."
"Sorry", said {FIRST} to {FIRST}
{FIRST}: "Where are you?"\\n{FIRST}: "At home".
"I'm {FIRST}'s mother"
The ship arrived at {CITY} this evening from {COUNTRY}.
The train from {CITY} to {CITY} is late
The Queen came to {CITY} yesterday
We loved {CITY}!
{CITY} was great
{COUNTRY} is so beautiful!
Who is in {CITY} right now?
I'll travel to {COUNTRY} and need my card
She came here from {COUNTRY} in {YEAR}
He's originally from {CITY}
My sister lives in {CITY}
{PERSON}\\n\\n{CITY}\\n{COUNTRY}
{PERSON}\\n{CITY}, {COUNTRY}
"Take me back to {CITY}" is a song by {PERSON}
There were 3: {FIRST}, {FIRST} and {FIRST}.
My grandmother was called {PERSON}
People call me {FIRST}
Everybody calls me {FIRST}
Maybe the booking is under {PERSON}
the name on the account should be {PERSON}
have you seen {PERSON} play?
Remind {PERSON} next week.
{FIRST}'s murderer was found
between {FIRST} and {LAST}'s daughter
Hello, this is {TITLE} {PERSON}.
Can {TITLE} {LAST} call me?
Date: {DATE}\\nName: {PERSON}\\nPhone: {PHONE}
Date: {DATE}\\nCaller: {PHONE}
Mobile: {PHONE}\\nDesk: {PHONE}\\nFax: {PHONE}
You may call {PHONE}
how to contact you? just ring {PHONE}
I ordered online but got no text on my phone {PHONE}
Office: {PHONE}
We meet {WEEKDAY} at {ORG}
My IBAN {IBAN}
Visit {URL} for photos
I posted it {URL}
{LICENCE} is my driver's license number
my driver license: {LICENCE}
DL number {LICENCE}
Words with a capital like Courage and Hope are not names.
Elves, Wizards and Dragons are in every Fantasy novel
You are responsible for the care of animals such as monkeys and horses
Grown sales by 20% in the first quarter. Awarded Employee of the Year twice.
Mission: we license the music of 5 million songs
It was number 7 on the list of the 100 best songs
I NEED HELP!! WHAT SHOULD I DO???
She was the youngest in the Club
The Duke of Wellington dined in {CITY} with a guest from {COUNTRY}
Her Majesty landed in {CITY} this afternoon
the boat reached {CITY} last night
The Little Mermaid is a tale about a girl from the sea
if they weren't talking about Vikings and dragons, they talked about {LAST}'s Fairy Tales
he sang of angels, wicked cats and long journeys
Is there a better proof of her talent than late {LAST}?
{PERSON}, the {JOB}, said it was fine
{FIRST} had lent {FIRST} her car
{FIRST} had shown {FIRST} his house: {NUMBER+STREET}
{TITLE} {PERSON}\\n{UNIT} {NUMBER+STREET}\\n{CITY} {STATE} {ZIP}
When he was {AGE} he wrote a song
Titanic is a {YEAR} film by {PERSON}
Spartacus is a {YEAR} {NRP} drama
{JOB} {PERSON} resigned
we hired a new {JOB}
my job: {JOB}
Gone with the Wind, Moby Dick and The Hobbit
The Prime Minister met the Queen
During the {DECADE} the Company grew
the Cold War, the Renaissance and the Middle Ages
A Perfect Day for Bananafish is a short story
Read the Terms of Service and the Privacy Policy
Click on Settings, then Account, then Delete
Article 7 and Chapter 3
Zorro is a film. Titanic is another one.
Batman was on television
`
  .trim()
  .split('\n')
  .map((line) => line.replaceAll('\\n', '\n'))
