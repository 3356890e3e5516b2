/** The user that tests connect as: may create roles, owns its databases, and is no superuser. */
export const login = 'parley_login'
/** The migrated database that test files clone. */
export const template = 'parley_template'
