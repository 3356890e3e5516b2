/**
 * More sentences of our own, by register: letters, forms, chats, tickets, medicine, law, travel, work, news, prose. They show the places where values
 * stand in many ways of writing, and much ordinary text with numbers and capitals that is nobody's data.
 */
export const registers: readonly string[] = `
Dear Sir or Madam,\\nI am writing about my contract. Yours faithfully, {PERSON}
Dear {TITLE} {LAST},\\nplease find attached our offer.\\n\\nSincerely,\\n{PERSON}\\n{ORG}
Hi {FIRST}, thanks for getting back to me so soon.
Hey {FIRST}! Are you still coming to {CITY}?
Good morning {FIRST}, could you send me the papers?
Cheers,\\n{FIRST}
Love, {FIRST}
Yours truly,\\n{PERSON}\\n{STREETLINE}
To whom it may concern: {PERSON} has worked with us since {YEAR}.
I hereby confirm that {PERSON} is employed by {ORG} as {JOB}.
P.S. {FIRST} says hello
cc: {PERSON}, {PERSON}
From: {PERSON}\\nTo: {PERSON}\\nSubject: the meeting on {WEEKDAY}
On {DATE}, {PERSON} wrote:
First name: {FIRST}\\nLast name: {LAST}\\nAge: {AGE}\\nNationality: {NRP}
Surname: {LAST}\\nGiven name: {FIRST}\\nPlace of birth: {CITY}\\nCountry: {COUNTRY}
Employer: {ORG}\\nPosition: {JOB}\\nStart date: {DATE}
Applicant: {PERSON}\\nOccupation: {JOB}\\nCitizenship: {NRP}
Patient: {PERSON}, {AGE}\\nSeen on: {DATE}\\nReferred by: {TITLE} {LAST}
City: {CITY}\\nPostcode: {ZIP}\\nCountry: {COUNTRY}
Sender: {PERSON}\\nDestination: {CITY}, {COUNTRY}\\nWeight: 12 kg
Full name {PERSON}\\nTelephone {PHONE}
Home address: {ADDRESS}\\nWork phone: {PHONE}
Billing name: {PERSON}\\nBilling city: {CITY}
Name of company: {ORG}\\nWebsite: {URL}\\nMail: {EMAIL}
Emergency contact: {PERSON} ({PHONE})
Signed: {PERSON}, {CITY}, {DATE}
Date of birth: {DATE}
Reference: 4471-B\\nOwner: {PERSON}\\nStatus: open
Guest: {PERSON}\\nRoom: 214\\nNights: 3\\nArrival: {DATE}
Driver: {PERSON}\\nLicence: {LICENCE}\\nVehicle: blue van
| name | {PERSON} |\\n| firm | {ORG} |\\n| town | {CITY} |
1. {PERSON}\\n2. {PERSON}\\n3. {PERSON}
- {COUNTRY}\\n- {COUNTRY}\\n- {COUNTRY}
* {ORG}\\n* {ORG}
{PERSON}; {JOB}; {CITY}
{PERSON} - {ORG} - {PHONE}
{PERSON} | {JOB} | {ORG}
{PERSON}\\n{ORG}\\n{URL}
{PERSON}\\n{JOB}\\n{EMAIL}
{ORG}\\n{PHONE}\\n{EMAIL}
{ORG}\\n{CITY}\\n{COUNTRY}
{PERSON}\\n{JOB} at {ORG}\\n{ADDRESS}\\nCell: {PHONE}
{PERSON}\\n{JOB}\\n{ORG}\\n{PHONE}
{PERSON}, {JOB}\\n{ORG}, {CITY}
Attn: {PERSON}\\n{ORG}\\n{ADDRESS}
{TITLE} {PERSON}\\n{JOB}\\n{ORG}\\n{ADDRESS}
> {PERSON}\\n> {JOB}\\n> {ORG}\\n> {CITY}
# {PERSON}\\n# {ORG}\\n# {CITY}\\n# {COUNTRY}
-- \\n{PERSON}\\n{ORG}\\n{PHONE}
== {PERSON} ==\\n{NUMBER+STREET}\\n{UNIT}\\n{CITY}\\n{COUNTRY} {POST}
+ {PERSON}\\n+ {NUMBER+STREET}\\n+ {UNIT}\\n+ {CITY}\\n+ {COUNTRY} {POST}
!! {ORG}\\n!! {NUMBER+STREET}\\n!! {UNIT}\\n!! {CITY}\\n!! {COUNTRY} {POST}
| {PERSON}\\n| {NUMBER+STREET}\\n| {UNIT}\\n| {CITY}\\n| {COUNTRY} {POST}
\\t{PERSON}\\n\\t{NUMBER+STREET}\\n\\t{UNIT}\\n\\t{CITY}\\n\\t{COUNTRY} {POST}
{TITLE} {PERSON}\\n{NUMBER+STREET}\\n {UNIT}\\n {CITY}\\n {COUNTRY} {POST}
{PERSON}\\n{NUMBER+STREET}\\n {UNIT}\\n {CITY}\\n {COUNTRY} {POST}
{NUMBER+STREET}\\n{UNIT}\\n{CITY}\\n{COUNTRY} {POST}
{TITLE} {PERSON} {NUMBER+STREET} {UNIT}\\n{CITY} {STATE} {ZIP}
{TITLE} {LAST} {UNIT} {NUMBER+STREET}\\n{CITY} {STATE} {ZIP}
{UNIT} {NUMBER+STREET}\\n{CITY} {STATE} {ZIP}
{UNIT} {NUMBER+STREET}, {CITY}
{NUMBER+STREET}, {CITY}
she now rents a room in {NUMBER+STREET}, {CITY}
the keys are at {NUMBER+STREET}
{FIRST} and {FIRST} bought the house at {NUMBER+STREET}, {CITY}
{PERSON} was last seen near {NUMBER+STREET}, {CITY}
Our branch: {NUMBER+STREET}, {CITY}
{ORG} opened a branch at {NUMBER+STREET}, {CITY}
Meet {FIRST} {WEEKDAY} outside {NUMBER+STREET}, {CITY}
where do you live? at {ADDRESS}
Sure, the address? {ADDRESS}
so my address would be {ADDRESS} now
Could the courier come to {ADDRESS} tomorrow?
The bill was posted to {ADDRESS} by mistake.
I have moved house, new address: {ADDRESS}
It has to go to {ADDRESS}, not to my old flat.
They were waiting at {ADDRESS} for two hours
Book me a cab from {ADDRESS} to {ADDRESS}
pick me up at {ADDRESS}
The clinic at {ADDRESS} is open late.
Dinner is at {ADDRESS}. The place cooks {NRP} dishes.
We'd like to hold the wedding at {ADDRESS} in summer
A fire broke out at {ADDRESS} early this morning.
Her studio is on {STREETLINE}
He parks the car on {STREETLINE} every day
turn left at {STREETLINE}
The tram stops on {STREETLINE}.
walking down {STREETLINE} at night
The house on {STREETLINE} was sold.
The {ORG} store is at {ADDRESS}
{ORG} has moved its office to {ADDRESS}
Write to {ORG}, {ADDRESS}
{ORG}\\n\\n{ADDRESS}
{PERSON}\\n\\n{ORG}\\n{ADDRESS}
Agent: How old are you?\\nCustomer: {AGE}
Agent: May I have your name?\\nCustomer: {PERSON}
Agent: Where do you live?\\nCustomer: in {CITY}
Bot: What is your phone number?\\nYou: {PHONE}
A: Where are you from?\\nB: {COUNTRY}
{FIRST}: "Is that you?"\\n{FIRST}: "Yes, it's {FIRST}'s brother."
"Come in", said {FIRST}.
"Never," {LAST} replied, "will I go back to {CITY}."
"What a day!" laughed {FIRST} and {FIRST} together.
I'm sorry, whispered {FIRST} to {FIRST}
Who are you? I am {PERSON}.
hi im {FIRST}, {AGE}, from {CITY}
I'm {AGE} y/o and live in {COUNTRY}
i'm {AGE} yo, is there a discount?
{AGE} y/o male here
{AGE}yo
I am {PERSON}, {AGE} years of age, born in {CITY}.
I'm {PERSON} from {COUNTRY} and i am {AGE}
a {AGE} year old man with chest pain
{AGE}-year-old female, smoker, no allergies
The patient, aged {AGE}, was given two tablets a day.
Pt is {AGE} years old, presents with fever since {WEEKDAY}.
My mother was {AGE} when the war began
He had his first child at the age of {AGE}.
The pension starts when you are {AGE}.
She married at {AGE} and moved to {COUNTRY}.
Today is my birthday, I am now {AGE}!
In two weeks I'll be {AGE}
my son will turn {AGE} next {WEEKDAY}
our twins just turned {AGE}
Is {AGE} too young for the rail card?
you have to be at least {AGE} to enter
He was {AGE} when he painted it.
Recorded when she was just {AGE}.
He died in {YEAR}, aged {AGE}
kids over {AGE} pay half
My grandpa ({AGE}) and grandma ({AGE}) live with us
{PERSON}, {AGE}, a {JOB} from {CITY}, said it was loud.
Ticket 8841: {PERSON} cannot log in since {WEEKDAY}
[open] caller {PERSON}, number {PHONE}
Assigned to {FIRST}. Reported by {PERSON}.
Call back {PERSON} at {PHONE} asap
Voicemail from {PHONE}, {DATE}
Please update the record of {PERSON} in the system
The booking under the name {PERSON} was lost
I need the login of {PERSON} reset
{PERSON} has left {ORG}, close the account
I think it's saved as {PERSON}
you have spelled my name wrong, it is {PERSON}
Could it be under {LAST}?
the card holder is {PERSON}
add {PERSON} as a second driver
Check with {PERSON} in three weeks.
Remember to thank {PERSON} for the flowers
Has {PERSON} called yet?
have you ever met {PERSON} before?
did you hear {PERSON} sing last night?
friends call me {FIRST}
My full name is {PERSON}, but please call me {FIRST}
They named her {FIRST}, after {PERSON}
my aunt was named {PERSON} and my uncle {PERSON}
We were five: {FIRST}, {FIRST}, {FIRST}, {FIRST} and {FIRST}.
There are two candidates: {PERSON} and {PERSON}
my number is {PHONE}, call any time
How can I get a text to {PHONE}?
no code arrived on {PHONE}. what now?
the number I registered is {PHONE}, is that right?
our fax: {PHONE}
Landline: {PHONE}\\nMobile: {PHONE}
ring {PHONE} and ask for {FIRST}
Ph: {PHONE}
Hotline {PHONE}, {WEEKDAY} to {WEEKDAY}
{PHONE} is the number of the {ORG} help desk
someone from {PHONE} rang me
My ZIP is {ZIP}
what's your zip? {ZIP}
Zip/postal: {ZIP}
Is delivery to zip code {ZIP} possible?
my area code is {ZIP}
Weather for {ZIP} please
shops near {ZIP}
I moved from {ZIP} to {ZIP}
moving to {CITY} {ZIP} to work for {ORG}
I'd be glad to join {ORG} in {CITY} {ZIP} this summer.
Seeking a post with {ORG} in {CITY} {ZIP} where I can grow
license no. {LICENCE}
The number on my driving licence is {LICENCE}
DL: {LICENCE}
my driver's license: {LICENCE}
Driver license {LICENCE} was stolen in {CITY}
my US drivers licence number's {LICENCE}
The train arrived at {CITY} late in the evening from {CITY}.
The minister arrived at {CITY} today from {COUNTRY}.
The Crown Prince landed at {CITY} last night from {COUNTRY}.
The fleet left {CITY} for {COUNTRY} on {WEEKDAY}
I'm travelling to {CITY} next spring
I will fly to {COUNTRY} in a month, is my passport valid?
We will be visiting {COUNTRY} soon
who wants to go to {COUNTRY} with us?
Is anyone else going to {CITY}?
{CITY} was so boring
{COUNTRY} was amazing to see!
{COUNTRY} is wonderful in spring
I come from {COUNTRY}
I was raised in {CITY}
She grew up in {CITY} but left for {COUNTRY}
He emigrated from {COUNTRY} in {YEAR}.
My cousin is in {CITY}
I'm stuck in {CITY} on a work trip
currently in {CITY}, back on {WEEKDAY}
studied law at the University of {CITY} from {YEAR}
she taught history at the University of {CITY}
the mayor of {CITY} resigned
{COUNTRY} president signs order
{COUNTRY} minister denies report
{COUNTRY} hit by storm
{COUNTRY} vs {COUNTRY}: the final
Why {COUNTRY} is changing course
"We believe {COUNTRY} will follow," said {LAST}.
"I am happy that {COUNTRY} has agreed," {PERSON} says.
the king of {COUNTRY}
"Farewell to {CITY}" was sung by {PERSON} in {YEAR}
She sang "Going Home to {COUNTRY}" in {YEAR}
We are {NRPS}
We're proud to be {NRPS}
the {NRPS} won again
most {NRPS} speak two languages
I am {NRP} but work in {COUNTRY}
I'm {NRP}, my wife is {NRP}
my neighbours are {NRPS}
The {NRP} Coast Guard has held footballer {PERSON} for two days.
On {DATE} the {NRP} parliament voted to leave the union
The {NRP} president spoke to {ORG} on {WEEKDAY}
the {NRP} economy grew by 3 percent
{NRP} chess champion {PERSON} retires
great {NRP} restaurant, friendly staff
They serve good {NRP} wine
Stalker is a {YEAR} {NRP} science-fiction film directed by {PERSON}
The Visit is a {YEAR} {NRP} comedy-drama starring {PERSON} and {PERSON}
Directed by: {PERSON}\\nStarring: {PERSON}
Drama, Music & Art, Sports\\nProduced by {PERSON}
Romance & War, Thriller\\nWritten By: {PERSON}
{PERSON} is an {NRP} writer and {JOB}.
{LAST} began painting as a child and sold her first picture in {YEAR}.
{LAST} made his first film in {YEAR} while working at {ORG}.
a {LAST} poem
like a {LAST} play, only shorter
not the {LAST} book but the one by {PERSON}
This tune by ex-drummer {LAST} is the best of all
the riff (by {PERSON}, of course)
this is a cover (the first was by {PERSON})
the {PERSON} album sold a million copies for {ORG}
the verses of {PERSON}'s Winter Songs are lovely
compare it with late {LAST}
{LAST}'s song was really about a train
{PERSON} was always a {PERSON} admirer
{PERSON}'s attackers face trial
{PERSON}'s lawyer asks for time
it is between you and {PERSON}'s boy
{PERSON} gave {PERSON} his number: {PHONE}
{FIRST} had told {PERSON} about {FIRST}
{ORG} was started by two sisters: {FIRST} and {FIRST}
{ORG} is the work of three partners: {LAST}, {LAST} and {LAST}. They met at school.
{ORG} was founded in {YEAR} in {CITY}
Now in its 30th year, {ORG} brings singers to {CITY}.
During {YEAR}, {ORG} spent a lot on new machines
In {YEAR} {ORG} put money into new chip designs
he spent two years at {ORG} as assistant of {PERSON}, then went to {ORG} in {CITY}
which became {ORG} in {YEAR}
I work for {ORG}
I am employed at {ORG}
my dad used to work for {ORG}
I was a {JOB} for {ORG} until last year, now I'm out of work.
I've been with {ORG} as a {JOB} for 8 years
I used to be {JOB} at {ORG}, but I left.
{ORG} pays badly
I invested in {ORG} stock
shares of {ORG} fell by 4%
{ORG} says it will close 20 shops
as reported on the {ORG} website
the {ORG} team won the award
The {ORG} branch in {CITY} is closed
a spokesman for {ORG} said
{ORG} and {ORG} merged in {YEAR}
{ORG} v. {ORG}
In the matter of {PERSON} against {ORG}
The plaintiff, {PERSON}, lives in {CITY}.
the court of {CITY} ruled on {DATE}
Witness {PERSON}, {JOB}, stated that nobody was there.
The tenant {PERSON} and the landlord {ORG} agree as follows
This agreement is made on {DATE} between {ORG} and {PERSON}.
The Equal Pay Act of {YEAR} protects workers against lower wages
Section 12 of the Data Act of {YEAR} forbids it.
Chapter IV of the Safety Act of {YEAR} applies to any person
{PERSON}, the {JOB}, says: "We have nothing to hide."
{PERSON}, our {JOB}, said so
"I was surprised," said {PERSON}, {JOB}.
the new {JOB} is {PERSON}
Hello, {TITLE} {LAST} here. Who is speaking?
Hi, this is {TITLE} {PERSON}, is the doctor in?
Good evening {TITLE} {LAST}
{TITLE} {PERSON} is on leave
we met {TITLE} and {TITLE} {LAST}
We'll be there {WEEKDAY} at {ORG}
see you on {WEEKDAY} at the {ORG} office
Shall we meet {WEEKDAY}?
let's say {WEEKDAY} in {CITY}
valid until {DATE}
on {DATE} and again on {DATE}
Log {DATE}: started
[{DATE}] {PERSON} signed in
in the summer of {YEAR}
back in {YEAR} nobody cared
the {DECADE} and {DECADE}
take a look at my pictures {URL}
new article {URL}
my blog is {URL}
is {URL} a safe site?
{URL} sent me spam
write to {EMAIL}, please
is {EMAIL} still your mail?
charge {CARD}, please
card: {CARD}
please freeze {CARD} at once
what did I spend with card {CARD} last month? send it to {EMAIL}
my account number is {IBAN}
pay to {IBAN} by {WEEKDAY}
list the top 10 hits of the week
my top 50 movies of all time
it was in the top 5 for 7 weeks
He put the song at #3 and I put it at #12
ranked #8, down from 2
10, 9, 8, 7, 6, 5, 4, go
1... 2... 3... jump!
3 2 1 start
nearly 30 million books in 12 shops
over 15 million users and 6 awards
our 4 partners and 2 dogs
all 5 of us were late
They had 7 cats and 3 birds.
room 5 on floor 8
page 12, line 30
I bought 2 lamps and 1 chair for 90 euros
with 6+ years of experience in retail and 3 awards for service
raised revenue by 24% in the first quarter and won Trainer of the Year
A motivated team leader who is used to long hours and hard targets.
Duties: feed the goats, geese, llamas and zebras, clean the barn, and more
Looking after otters, penguins, bears and other animals
a wide range of plants such as ferns, mosses and orchids
Adventure, Family & Kids, Sports & Fitness
Horror, Mystery, Western & Crime
Words such as Hope, Faith and Charity begin with a capital letter here.
Names are often confused with words like Patience and Glory.
Written words like Freedom and Virtue are easily mistaken.
the non-profit helps artists, authors and publishers with their careers
the charity says it "stands up for the rights of poets" and offers free licences to schools
This non-profit group was started by teachers
they were building a shop that would become the basis of another start-up
The idea came to them (in the bath) while they were writing a game for a client.
He sang of dwarfs, cruel winters and haunted castles.
They were not writing about wizards and galactic wars but about a village
The lyrics are about fate, rivers and a drowned sailor
What it means, I guess, nobody can tell. A fine piece of chamber pop.
a slow blues with a fiddle solo at the end
an even better chorus thanks to the choir
The best records of the decade, in no order
Do not worry about the order of the list, I could argue for any of them
The record was the first by an opera singer to win a gold disc.
Rock on, said the old man, and put your soul in it
HELP ME I CANNOT LOG IN
WHY IS IT NOT WORKING ??? ! !!
I PRESSED THE RED BUTTON AND NOTHING HAPPENS
??? what
... and then?
I'm leaving the country, so please close my account
I am moving abroad and want to stop the plan
please cancel my membership from next month
How can I take cash out at the ATM of another bank?
Does the app work on a TV or an iPad?
My PIN does not work at the ATM
The Wi-Fi in the Lobby is too slow
read the FAQ, then the Guide
Order Confirmation and Shipping Details
Frequently Asked Questions
Returns and Refunds: what you need to know
Step 1: open the box. Step 2: plug it in.
She studied English and art
He teaches French and German to adults.
I speak Spanish, Italian and a bit of Dutch
the European Commission and the Treaty on the Sea
Article 9 of the Treaty on Trade
The bus is full and the driver is tired
The quick brown fox jumps over the lazy dog
The Moon and the Sun were gods to them
Spring is here and the Lilies are out
the story "A Room in the Clouds" won a prize
her first novel, "The Colour of Rain", was a hit
he read The Silent River twice
Best Picture, Best Actor and Best Song
the chef's speciality is a stew of beans, garlic and smoked ham
microprocessors, transistors and other parts of a computer
outbound calls, inbound calls and cold calls
quarterly earnings, dividends and share buybacks were discussed at length
the landlord's dispute over visas and permits was settled
discrimination on the ground of sex, colour, race or religion is banned
My card expires soon, when do I get the next one?
could you raise the limit on the card for some days?
what is the exchange rate today?
I forgot my password and my username
the parcel is damaged, I want a refund
i cant find the tracking link
is there any way to change the date of delivery?
the verses from {PERSON}'s {WORK} are read at school
{LAST}'s {WORK} is on at eight
I finished {WORK} last night
the story "{WORK}" was printed in {YEAR}
the film {WORK} with {PERSON}
{WORK} by {PERSON}
{WORK} (by {PERSON}) and {WORK} (by {PERSON})
According to {WORK}, the record is out of print
She reviewed ten albums for {WORK}
{PERSON} wrote {WORK} in {YEAR}
{WORK} is a {YEAR} {NRP} film directed by {PERSON} and starring {LAST}
have you read {WORK}?
My {SHORT} is wrong
What is an {SHORT}?
my {SHORT} does not work
{SHORT} please
the {SHORT} and the {SHORT} are missing
is my {SHORT} correct?
My {SHORT} number starts with {NRP} letters
I lost my {SHORT} card
can I pay at a {SHORT} terminal
{SHORT}: none
while studying {LANGUAGE} and history
she is learning {LANGUAGE}
do you have this in {LANGUAGE}?
the manual is in {LANGUAGE} and {LANGUAGE}
a {LANGUAGE} teacher, fluent in {LANGUAGE}
he read {LANGUAGE} and law at the University of {CITY}
translated from {LANGUAGE}
the European Union and the European Court
The Treaty on the European Union has many articles
the American Civil War and the French Revolution
as a child I was often ill
she sang in a choir as a teenager
he worked as a student in summer
it came as a gift
as a rule we answer in a day
as a result, the shop was closed
use it as a table
I'm speaking as a parent and a neighbour
The ship docked at {CITY} at noon.
The steamer called at {CITY} on its way to {COUNTRY}
change trains at {CITY}
The plane touched down at {CITY} this afternoon from {CITY}.
The Princess was welcomed at {CITY} by the mayor
The Prime Minister arrived in {CITY} last night from {COUNTRY}.
The Emperor arrived at {CITY} this evening from {COUNTRY}
The troops were stationed at {CITY}
a leading, award-winning and market-ready product
a top-level player and a well-known coach
an action-packed, feel-good story
he is a self-made, hard-working man
we look for long-term, low-cost solutions
`
  .trim()
  .split('\n')
  .map((line) => line.replaceAll('\\n', '\n').replaceAll('\\t', '\t'))
