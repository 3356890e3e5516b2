import { BlockList, isIP } from 'node:net'
import { appError } from '#domain/errors.ts'
import type { EndpointChoice } from '#ports/encoder-choice.ts'

/** Networks of one's own: loopback, RFC 1918, RFC 6598 (VPNs), unique local. */
const own = new BlockList()
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  own.addSubnet(network, bits, 'ipv4')
own.addAddress('::1', 'ipv6')
own.addSubnet('fc00::', 7, 'ipv6')
/** Where clouds keep the secrets of a machine: no embeddings are there. */
const linkLocal = new BlockList()
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4')
linkLocal.addSubnet('fe80::', 10, 'ipv6')
linkLocal.addAddress('fd00:ec2::254', 'ipv6')

/** Names that no public resolver knows: of one label (a container's) or of a private zone. */
const ownName = /^(?:[^.]+|.+\.(?:localhost|local|internal|lan|home\.arpa))\.?$/

/**
 * Where the texts are sent. Customers' words travel in clear only to one's own machine or network: `http` is for such hosts, every other
 * needs `https`. Throws `encoder.unusable`.
 */
export function embeddingsUrl({ url, model }: EndpointChoice): URL {
  const unusable = (problem: string) => appError('encoder.unusable', { encoder: model, problem })
  if (!URL.canParse(url)) throw unusable('its url cannot be read')
  const base = new URL(url)
  if (base.username !== '' || base.password !== '')
    throw unusable('its url has a password in it; name a key with key_from')
  if (base.search !== '' || base.hash !== '')
    throw unusable('its url has a ? or a #; write what comes before /embeddings')
  const host = base.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4'
  const isAddress = isIP(host) !== 0
  if (isAddress && linkLocal.check(host, family)) throw unusable(`its host ${host} is no place for an endpoint`)
  const isOwn = isAddress ? own.check(host, family) : ownName.test(host)
  if (base.protocol !== 'https:' && !(base.protocol === 'http:' && isOwn))
    throw unusable(`its url must begin with https, http is for hosts of your own network and ${host} is none`)
  base.pathname = `${base.pathname.replace(/\/+$/, '')}/embeddings`
  return base
}
