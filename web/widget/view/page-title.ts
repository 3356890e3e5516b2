/** What the page's title begins with while something unread waits in a tab that nobody looks at. */
const mark = /^\(\d{1,2}\+?\) /

/**
 * Tells in the tab's title that something unread came ("(1) Shop"), as the assistant may write without being asked. The page's own changes
 * of its title stay.
 */
export function titleWithUnread(title: string, unread: number): string {
  const own = title.replace(mark, '')
  return unread === 0 ? own : `(${unread > 9 ? '9+' : unread}) ${own}`
}

/** Changes the title only where it differs, so that pages that watch it see no noise. */
export function showUnreadInTitle(page: Document, unread: number): void {
  const wanted = titleWithUnread(page.title, unread)
  if (page.title !== wanted) page.title = wanted
}
