import type { Route } from '../route.ts'
import { flightRoutes } from './flights.ts'
import { quoteRoutes } from './quotes.ts'
import { reservationRoutes } from './reservations.ts'
import { userRoutes } from './users.ts'

export const routes: readonly Route[] = [...userRoutes, ...reservationRoutes, ...flightRoutes, ...quoteRoutes]
