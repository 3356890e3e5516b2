import { ParleyChat } from './element.ts'

/**
 * `<script src="https://…/widget.js" data-key="pk_…" async></script>` puts the chat on the page. Further: data-identity, data-locale,
 * data-theme, data-accent, data-server (the script's own origin otherwise). Without data-key it only defines `<parley-chat>`.
 */
const script = document.currentScript

if (!customElements.get('parley-chat')) customElements.define('parley-chat', ParleyChat)

if (script instanceof HTMLScriptElement && script.dataset['key'] && !document.querySelector('parley-chat')) {
  const { key, identity, locale, theme, accent, server = new URL(script.src).origin } = script.dataset
  const element = document.createElement('parley-chat')
  for (const [name, value] of Object.entries({ key, server, identity, locale, theme, accent }))
    if (value) element.setAttribute(name, value)
  if (document.body) document.body.append(element)
  else document.addEventListener('DOMContentLoaded', () => document.body.append(element))
}
