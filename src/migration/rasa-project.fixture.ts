import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A small project as Rasa's documentation describes the format: a garden centre that delivers plants. */
export const gardenCentre: Record<string, string> = {
  'config.yml': `
recipe: default.v1
language: en
assistant_id: garden-centre
pipeline:
  - name: KeywordIntentClassifier
policies:
  - name: FlowPolicy
`,
  'data/flows.yml': `
flows:
  order_plants:
    name: order plants
    description: takes an order for plants
    nlu_trigger:
      - intent:
          name: order_plants
          confidence_threshold: 0.7
    persisted_slots: [plant]
    steps:
      - collect: plant
        description: the kind of plant
      - id: ask_count
        collect: plant_count
        rejections:
          - if: slots.plant_count < 1 or slots.plant_count > 50
            utter: utter_invalid_count
      - action: action_check_stock
        next:
          - if: not slots.in_stock
            then:
              - action: utter_out_of_stock
              - set_slots:
                  - plant_count: null
                next: ask_count
          - else: ask_delivery
      - id: ask_delivery
        collect: delivery
        next:
          - if: slots.delivery = 'home'
            then:
              - call: find_address
                next: confirm_order
          - if: slots.delivery is "shop"
            then: confirm_order
          - else:
              - action: utter_delivery_unknown
                next: END
      - id: confirm_order
        collect: order_confirmed
        ask_before_filling: true
        next:
          - if: slots.order_confirmed
            then:
              - action: action_place_order
              - action: utter_ordered
                next: END
          - else:
              - action: utter_not_ordered
                next: END
  find_address:
    if: False
    description: finds out where to deliver
    steps:
      - collect: street
      - collect: town
        utter: utter_which_town
  opening_times:
    description: when the garden centre is open
    steps:
      - action: utter_opening_times
  complain:
    description: the customer complains about a plant
    if: slots.known_customer
    steps:
      - collect: complaint
      - noop: true
        next:
          - if: context.turns > 3
            then: hand_over
          - if: slots.complaint matches "dead.*"
            then:
              - link: pattern_human_handoff
          - else: hand_over
      - id: hand_over
        action: utter_sorry
  pattern_completed:
    description: after a flow
    steps:
      - action: utter_opening_times
`,
  'data/nlu.yml': `
version: "3.1"
nlu:
  - intent: order_plants
    examples: |
      - I would like to order some [roses](plant)
      - can you deliver [tulips](plant) to me
      - order plants please
      - I need [ferns](plant) for my balcony
      - buy some [roses](plant)
      - do you sell [ferns](plant)
  - intent: affirm
    examples: |
      - yup
      - right you are
  - intent: thank
    examples: |
      - thanks a lot
      - cheers mate
      - thank you
      - that was kind
      - much obliged
  - synonym: rose
    examples: |
      - roses
`,
  'data/rules.yml': `
rules:
  - rule: say hello
    steps:
      - intent: greet
      - action: utter_greet
  - rule: thanks
    steps:
      - intent: thank
      - action: utter_welcome
  - rule: after a form
    steps:
      - intent: order_plants
      - action: order_form
      - active_loop: order_form
stories:
  - story: an old story
    steps:
      - intent: order_plants
`,
  'domain.yml': `
version: "3.1"
intents: [order_plants, affirm]
entities: [plant, time]
actions: [action_check_stock, action_place_order, action_never_used, validate_street]
slots:
  plant:
    type: text
    mappings:
      - type: from_entity
        entity: plant
  plant_count:
    type: float
    mappings: [{ type: from_llm }]
  in_stock:
    type: bool
    mappings:
      - type: custom
        action: action_check_stock
  delivery:
    type: categorical
    values: [home, shop]
    mappings: [{ type: from_llm }]
  order_confirmed:
    type: bool
    mappings: [{ type: from_llm }]
  street: { type: text, mappings: [{ type: from_llm }] }
  town: { type: text, initial_value: Springfield, mappings: [{ type: from_llm }] }
  complaint: { type: text, mappings: [{ type: from_text }] }
  known_customer: { type: bool, mappings: [{ type: controlled }] }
  today: { type: any, mappings: [{ type: from_trigger_intent }] }
responses:
  utter_greet:
    - text: Hello from the garden centre!
  utter_ask_plant:
    - text: Which plant would you like?
    - text: What shall it be?
  utter_ask_plant_count:
    - text: How many of {plant}?
  utter_invalid_count:
    - text: We deliver between 1 and 50.
  utter_out_of_stock:
    - text: We have not so many.
  utter_ask_delivery:
    - text: Home or shop?
      buttons:
        - title: To my home
          payload: /SetSlots(delivery=home)
        - title: In the shop
          payload: /SetSlots(delivery=shop)
  utter_which_town:
    - text: Which town?
  utter_ask_street:
    - text: Which street?
  utter_ask_order_confirmed:
    - text: Order {plant_count} of {plant}, {{now}}?
  utter_ordered:
    - text: Ordered.
      condition:
        - type: slot
          name: delivery
          value: home
    - text: Come and fetch it.
      channel: rest
      image: https://example.com/plant.png
  utter_not_ordered:
    - text: "Then not {:)"
  utter_opening_times:
    - text: Nine to five.
      buttons:
        - title: Order plants
          payload: /order_plants
  utter_welcome:
    - text: You are welcome.
  utter_sorry:
    - text: I am sorry.
session_config:
  session_expiration_time: 45
  carry_over_slots_to_new_session: true
`,
  'tests/orders.yml': `
fixtures:
  - known: [{ known_customer: true }]
test_cases:
  - test_case: orders and fetches
    steps:
      - user: I want ferns
      - utter: utter_ask_plant_count
      - slot_was_set:
          - plant: ferns
      - user: two
      - utter: utter_ask_delivery
      - user: /SetSlots(delivery=shop)
      - bot: Order 2 of ferns
  - test_case: asks when
    steps:
      - user: when are you open
        assertions:
          - flow_started: opening_times
          - bot_uttered:
              utter_name: utter_opening_times
          - generative_response_is_relevant:
              threshold: 0.9
`,
}

/** Writes a project into a temporary folder; gives the folder. */
export async function writeProject(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-rasa-'))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  return folder
}
