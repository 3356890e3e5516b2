/** `getOrder` and `GET /orders/{id}` → `get_order`, `get_orders_id` */
export const snakeCase = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
    .replace(/^[\d_]+|_+$/g, '')
