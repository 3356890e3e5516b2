/**
 * The shop's tables. Money is in integer US cents; instants are ISO 8601 in UTC, days are `YYYY-MM-DD`; booleans are 0 or 1.
 * Every date lives in a column of its own (never inside JSON), so that a demo file can be brought up to today (see calendar.ts).
 */
export const schemaVersion = 1

export const schemaSql = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE customers (
  id TEXT PRIMARY KEY, accountNumber TEXT NOT NULL UNIQUE, username TEXT NOT NULL UNIQUE,
  firstName TEXT NOT NULL, lastName TEXT NOT NULL, email TEXT NOT NULL UNIQUE, phone TEXT NOT NULL,
  street TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL, postalCode TEXT NOT NULL,
  country TEXT NOT NULL CHECK (country IN ('US', 'CA')),
  level TEXT NOT NULL CHECK (level IN ('guest', 'bronze', 'silver', 'gold')),
  pinHash TEXT NOT NULL, securityQuestion TEXT NOT NULL, securityAnswerHash TEXT NOT NULL,
  paymentMethod TEXT NOT NULL CHECK (paymentMethod IN ('credit-card', 'debit-card', 'paypal')),
  createdAt TEXT NOT NULL
) STRICT;

CREATE TABLE services (
  customerId TEXT NOT NULL REFERENCES customers, code TEXT NOT NULL, active INTEGER NOT NULL,
  changedBy TEXT NOT NULL CHECK (changedBy IN ('customer', 'shop')), changedAt TEXT NOT NULL,
  isOurMistake INTEGER NOT NULL, chargedCents INTEGER NOT NULL CHECK (chargedCents >= 0),
  PRIMARY KEY (customerId, code)
) STRICT;

-- A credit is posted (part of the balance), promised for later, or missing: due and still not posted.
CREATE TABLE credits (
  id TEXT PRIMARY KEY, customerId TEXT NOT NULL REFERENCES customers, source TEXT NOT NULL,
  amountCents INTEGER NOT NULL CHECK (amountCents > 0), dueAt TEXT NOT NULL, postedAt TEXT,
  settledBy TEXT, orderNumber TEXT, reason TEXT
) STRICT;
CREATE INDEX creditsByCustomer ON credits (customerId);

CREATE TABLE products (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, brand TEXT NOT NULL, category TEXT NOT NULL, description TEXT NOT NULL,
  material TEXT NOT NULL, care TEXT NOT NULL, fit TEXT NOT NULL, warmth TEXT, waterproof INTEGER, shrinks INTEGER NOT NULL,
  warrantyMonths INTEGER NOT NULL, details TEXT NOT NULL, priceCents INTEGER NOT NULL CHECK (priceCents > 0),
  onSale INTEGER NOT NULL, restockOn TEXT
) STRICT;
CREATE TABLE variants (
  sku TEXT PRIMARY KEY, productId TEXT NOT NULL REFERENCES products, colour TEXT NOT NULL, size TEXT NOT NULL,
  stock INTEGER NOT NULL CHECK (stock >= 0)
) STRICT;
CREATE INDEX variantsByProduct ON variants (productId);
CREATE TABLE priceHistory (
  productId TEXT NOT NULL REFERENCES products, validFrom TEXT NOT NULL, priceCents INTEGER NOT NULL
) STRICT;
CREATE INDEX priceHistoryByProduct ON priceHistory (productId, validFrom);
CREATE TABLE competitorPrices (
  productId TEXT NOT NULL REFERENCES products, competitor TEXT NOT NULL, priceCents INTEGER NOT NULL, seenOn TEXT NOT NULL,
  PRIMARY KEY (productId, competitor)
) STRICT;

CREATE TABLE orders (
  number TEXT PRIMARY KEY, customerId TEXT NOT NULL REFERENCES customers,
  state TEXT NOT NULL CHECK (state IN ('received', 'in-transit', 'out-for-delivery', 'delivered', 'cancelled')),
  placedAt TEXT NOT NULL, shippedAt TEXT, expectedOn TEXT, deliveredAt TEXT, cancelledAt TEXT, cancelReason TEXT,
  discountCents INTEGER NOT NULL, promoCode TEXT,
  shippingOption TEXT NOT NULL CHECK (shippingOption IN ('standard', 'express', 'overnight', 'next-week')),
  shippingFeeCents INTEGER NOT NULL, shippingFeeWaived INTEGER NOT NULL,
  paymentMethod TEXT NOT NULL CHECK (paymentMethod IN ('credit-card', 'debit-card', 'paypal')), paidCents INTEGER NOT NULL,
  street TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL, postalCode TEXT NOT NULL, country TEXT NOT NULL,
  deliverySlot TEXT NOT NULL CHECK (deliverySlot IN ('morning', 'afternoon', 'evening')), deliveryTimeIsOurMistake INTEGER NOT NULL,
  carrier TEXT, trackingNumber TEXT,
  billedByMistakeCents INTEGER NOT NULL, billingCreditedAt TEXT, replaces TEXT, replacedBy TEXT, backOrder INTEGER NOT NULL
) STRICT;
CREATE INDEX ordersByCustomer ON orders (customerId, placedAt);
CREATE TABLE orderItems (
  id TEXT PRIMARY KEY, orderNumber TEXT NOT NULL REFERENCES orders, sku TEXT NOT NULL REFERENCES variants, productId TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0), askedQuantity INTEGER NOT NULL, priceCents INTEGER NOT NULL
) STRICT;
CREATE INDEX orderItemsByOrder ON orderItems (orderNumber);
CREATE TABLE fees (
  id TEXT PRIMARY KEY, orderNumber TEXT NOT NULL REFERENCES orders, kind TEXT NOT NULL, name TEXT NOT NULL,
  amountCents INTEGER NOT NULL CHECK (amountCents > 0), isOurMistake INTEGER NOT NULL, waived INTEGER NOT NULL
) STRICT;
CREATE INDEX feesByOrder ON fees (orderNumber);
CREATE TABLE notices (
  id TEXT PRIMARY KEY, orderNumber TEXT NOT NULL REFERENCES orders, about TEXT NOT NULL CHECK (about IN ('date', 'address', 'item', 'price')),
  text TEXT NOT NULL, isCorrect INTEGER NOT NULL, correctedAt TEXT, sentAt TEXT NOT NULL
) STRICT;
CREATE INDEX noticesByOrder ON notices (orderNumber);

CREATE TABLE refunds (
  id TEXT PRIMARY KEY, customerId TEXT NOT NULL REFERENCES customers, orderNumber TEXT REFERENCES orders,
  amountCents INTEGER NOT NULL CHECK (amountCents > 0), kind TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('gift-card', 'store-credit', 'paper-check', 'original-card')),
  state TEXT NOT NULL CHECK (state IN ('not-started', 'in-progress', 'complete')),
  startedVia TEXT NOT NULL CHECK (startedVia IN ('online', 'phone', 'chat')), reason TEXT, address TEXT,
  startedAt TEXT NOT NULL, dueOn TEXT, completedAt TEXT
) STRICT;
CREATE INDEX refundsByCustomer ON refunds (customerId, startedAt);
CREATE INDEX refundsByOrder ON refunds (orderNumber);
CREATE TABLE refundItems (
  refundId TEXT NOT NULL REFERENCES refunds, itemId TEXT NOT NULL REFERENCES orderItems, quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (refundId, itemId)
) STRICT;
CREATE INDEX refundItemsByItem ON refundItems (itemId);
CREATE TABLE returns (
  id TEXT PRIMARY KEY, customerId TEXT NOT NULL REFERENCES customers, orderNumber TEXT NOT NULL REFERENCES orders, reason TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('mail', 'store', 'drop-off')), state TEXT NOT NULL CHECK (state IN ('open', 'arrived', 'refunded')),
  amountCents INTEGER NOT NULL, proof TEXT, labelAddress TEXT, openedAt TEXT NOT NULL, arrivedAt TEXT, refundId TEXT
) STRICT;
CREATE INDEX returnsByOrder ON returns (orderNumber);
CREATE TABLE returnItems (
  returnId TEXT NOT NULL REFERENCES returns, itemId TEXT NOT NULL REFERENCES orderItems, quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (returnId, itemId)
) STRICT;
CREATE INDEX returnItemsByItem ON returnItems (itemId);

CREATE TABLE promoCodes (
  code TEXT PRIMARY KEY, percent INTEGER, amountCents INTEGER, customerId TEXT, reason TEXT NOT NULL, productId TEXT, replaces TEXT,
  issuedAt TEXT NOT NULL, expiresAt TEXT NOT NULL, usedAt TEXT, isOurMistake INTEGER NOT NULL
) STRICT;
CREATE INDEX promoCodesByCustomer ON promoCodes (customerId);
CREATE INDEX promoCodesByReplaced ON promoCodes (replaces);

CREATE TABLE subscriptions (
  customerId TEXT PRIMARY KEY REFERENCES customers, state TEXT NOT NULL CHECK (state IN ('active', 'past-due', 'cancelled')),
  amountDueCents INTEGER NOT NULL CHECK (amountDueCents >= 0), dueOn TEXT, startedOn TEXT NOT NULL, paidThrough TEXT, extendedAt TEXT,
  cancelledAt TEXT, overchargeCents INTEGER NOT NULL, overchargeIsOurMistake INTEGER NOT NULL, overchargePaid INTEGER NOT NULL
) STRICT;
CREATE TABLE subscriptionPayments (
  id TEXT PRIMARY KEY, customerId TEXT NOT NULL REFERENCES customers, amountCents INTEGER NOT NULL CHECK (amountCents > 0),
  method TEXT NOT NULL, paidAt TEXT NOT NULL
) STRICT;
CREATE INDEX subscriptionPaymentsByCustomer ON subscriptionPayments (customerId, paidAt);
CREATE TABLE disputes (
  id TEXT PRIMARY KEY, customerId TEXT NOT NULL REFERENCES customers, amountCents INTEGER NOT NULL, refundedCents INTEGER NOT NULL,
  reason TEXT, openedAt TEXT NOT NULL
) STRICT;
CREATE INDEX disputesByCustomer ON disputes (customerId);

CREATE TABLE notifications (
  id TEXT PRIMARY KEY, team TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, customerId TEXT, orderNumber TEXT, productId TEXT,
  phone TEXT, createdAt TEXT NOT NULL
) STRICT;
CREATE TABLE messages (
  id TEXT PRIMARY KEY, customerId TEXT NOT NULL REFERENCES customers, kind TEXT NOT NULL, orderNumber TEXT, recipient TEXT NOT NULL,
  text TEXT NOT NULL, sentAt TEXT NOT NULL
) STRICT;

-- Wrong PINs, answers and e-mails, counted per account or order so that nobody can try them all.
CREATE TABLE failedAttempts (subject TEXT NOT NULL, failedAt TEXT NOT NULL) STRICT;
CREATE INDEX failedAttemptsBySubject ON failedAttempts (subject, failedAt);

-- One row for each write that took effect, in the transaction of the effect.
CREATE TABLE effects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT NOT NULL, subject TEXT NOT NULL, idempotencyKey TEXT NOT NULL, performedAt TEXT NOT NULL
) STRICT;
CREATE TABLE idempotency (
  key TEXT PRIMARY KEY, operation TEXT NOT NULL, requestHash TEXT NOT NULL, status INTEGER NOT NULL, response TEXT NOT NULL, performedAt TEXT NOT NULL
) STRICT;
CREATE TABLE counters (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
`

/** Columns that hold an instant or a day, by table: what moves when a demo file is brought up to today. */
export const dateColumns: Record<string, readonly string[]> = {
  customers: ['createdAt'],
  services: ['changedAt'],
  credits: ['dueAt', 'postedAt'],
  products: ['restockOn'],
  priceHistory: ['validFrom'],
  competitorPrices: ['seenOn'],
  orders: ['placedAt', 'shippedAt', 'expectedOn', 'deliveredAt', 'cancelledAt', 'billingCreditedAt'],
  notices: ['correctedAt', 'sentAt'],
  refunds: ['startedAt', 'dueOn', 'completedAt'],
  returns: ['openedAt', 'arrivedAt'],
  promoCodes: ['issuedAt', 'expiresAt', 'usedAt'],
  subscriptions: ['dueOn', 'startedOn', 'paidThrough', 'extendedAt', 'cancelledAt'],
  subscriptionPayments: ['paidAt'],
  disputes: ['openedAt'],
  notifications: ['createdAt'],
  messages: ['sentAt'],
  failedAttempts: ['failedAt'],
  effects: ['performedAt'],
  idempotency: ['performedAt'],
}
